package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfInterpreterTest {

  private static final byte[] LOADER = "/loader".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void theKernelStartsTheProgramByTheOtherLoader() throws Exception {
    Path loader = Files.createDirectories(folder.resolve("a b")).resolve("ld.so");
    Path program = folder.resolve("reader");
    byte[] cat = Files.readAllBytes(Path.of("/bin/cat"));
    Files.write(program, ElfInterpreter.replace(cat, loader.toString().getBytes()));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> maps(program))
        .as("while the loader is not there")
        .hasMessageContaining("No such file");
    Files.copy(MachinePrograms.loader(), loader);
    assertThat(loader.toFile().setExecutable(true)).isTrue();

    assertThat(maps(program))
        .contains(loader.toString(), program.toString())
        .doesNotContain(" " + MachinePrograms.loader().toRealPath() + "\n")
        .endsWith("exit 0");
  }

  private static String maps(Path program) throws Exception {
    return MachinePrograms.run(Map.of(), program.toString(), "/proc/self/maps");
  }

  @Test
  void onlyTheHeaderChangesAndThePathIsAppended() throws Exception {
    byte[] before = Files.readAllBytes(Path.of("/bin/true"));
    byte[] after = ElfInterpreter.replace(before, LOADER);

    assertThat(new String(after, before.length, 8, StandardCharsets.UTF_8)).isEqualTo("/loader\0");
    assertThat(after).hasSize(before.length + 8);
    int headers = 64 + 56 * before[56];
    assertThat(Arrays.copyOfRange(after, headers, before.length))
        .isEqualTo(Arrays.copyOfRange(before, headers, before.length));
  }

  @Test
  void whatIsNoProgramOfThisKindIsRefused() throws Exception {
    refuses(new byte[0], "not an ELF file");
    refuses("#!/bin/sh\n".repeat(10).getBytes(StandardCharsets.UTF_8), "not an ELF file");
    refuses(changed(file -> file.put(4, (byte) 1)), "not an ELF file"); // 32 bits
    refuses(changed(file -> file.put(5, (byte) 2)), "not an ELF file"); // big-endian
    refuses(changed(file -> file.put(6, (byte) 9)), "not an ELF file"); // another version
    refuses(changed(file -> file.putShort(54, (short) 32)), "damaged");
    refuses(changed(file -> file.putLong(32, -56)), "damaged");
    refuses(changed(file -> file.putLong(32, Long.MAX_VALUE)), "damaged");
    refuses(changed(file -> file.putLong(32, file.capacity() - 60)), "damaged");
    refuses(changed(file -> file.putShort(56, (short) -1)), "damaged");
    refuses(changed(file -> file.putShort(56, (short) 0)), "names no loader");
    refuses(changed(file -> file.putInt(64, 3)), "names two loaders");
  }

  @Test
  void aPathThatTheKernelDoesNotTakeIsRefused() throws Exception {
    byte[] program = Files.readAllBytes(Path.of("/bin/true"));
    for (String path : new String[] {"", "ld.so", "/" + "a".repeat(4095)}) {
      assertThatThrownBy(() -> ElfInterpreter.replace(program, path.getBytes()))
          .isInstanceOf(IOException.class)
          .hasMessage("a loader's path is absolute and shorter than 4096 bytes");
    }
    assertThat(ElfInterpreter.replace(program, ("/" + "a".repeat(4094)).getBytes()))
        .hasSize(program.length + 4096);
  }

  @Test
  void theProcessorIsKnown() throws Exception {
    assertThat(ElfInterpreter.machine(Files.readAllBytes(Path.of("/bin/true"))))
        .isEqualTo(System.getProperty("os.arch").equals("aarch64") ? 183 : 62);
  }

  private static byte[] changed(Consumer<ByteBuffer> change) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(Path.of("/bin/true")));
    change.accept(file.order(ByteOrder.LITTLE_ENDIAN));
    return file.array();
  }

  private static void refuses(byte[] program, String why) {
    assertThatThrownBy(() -> ElfInterpreter.replace(program, LOADER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }
}
