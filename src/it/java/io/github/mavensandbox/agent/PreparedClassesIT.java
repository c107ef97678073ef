package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the agent need not find out is used where it is about the very classes that come. Else the
 * agent does as without it, and the program does as ever.
 */
class PreparedClassesIT {

  private static final String TALKING = Programs.compiled("Talking", 8).toString();

  /** Java has an ASM of its own in another package. */
  private static final Pattern ASM = Pattern.compile("(?m)(^|[ \\]])org[.]objectweb[.]asm[.]");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void theAgentLoadsNoAsmWhereItNeedNotFindOut(Jdk jdk) throws Exception {
    AgentRun with = talking(PreparedAgent.of(jdk).jar(), jdk);
    AgentRun without = talking(AgentRun.agent(), jdk);
    assertThat(with.output()).contains("java.lang.Thread ").doesNotContainPattern(ASM);
    assertThat(without.output()).containsPattern(ASM);
    assertThat(calls(with)).isEqualTo(calls(without)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void whatAnotherAgentChangedBeforeStays(Jdk jdk) throws Exception {
    Path classes = Programs.compiled("Renaming", 8);
    Path renaming = folder.resolve("renaming.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "Renaming");
    try (OutputStream out = Files.newOutputStream(renaming)) {
      JarOutputStream jar = new JarOutputStream(out, manifest);
      jar.putNextEntry(new ZipEntry("Renaming.class"));
      jar.write(Files.readAllBytes(classes.resolve("Renaming.class")));
      jar.close();
    }

    AgentRun run =
        AgentRun.ofJar(
            PreparedAgent.of(jdk).jar(),
            jdk,
            "-verbose:class",
            "-javaagent:" + renaming,
            "-cp",
            classes.toString(),
            "Renaming");

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output()).contains("\nRhreadPoolExecutor.java\n").containsPattern(ASM);
    assertThat(run.attempts("connect", "main")).hasSize(1);
  }

  /** What is done to the file, and whether a JVM that has it finds out for all classes itself. */
  private enum Damage {
    NOTHING_IS_LEFT(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        Files.write(agent.classes(), new byte[0]);
      }
    },
    HALF_IS_LEFT(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        byte[] bytes = Files.readAllBytes(agent.classes());
        Files.write(agent.classes(), Arrays.copyOf(bytes, bytes.length / 2));
      }
    },
    THE_LAST_BYTE_IS_MISSING(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        byte[] bytes = Files.readAllBytes(agent.classes());
        Files.write(agent.classes(), Arrays.copyOf(bytes, bytes.length - 1));
      }
    },
    THERE_IS_MORE(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        Files.write(agent.classes(), new byte[1], StandardOpenOption.APPEND);
      }
    },
    A_LENGTH_IS_HUGE(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        flip(agent, 16, 17);
      }
    },
    THE_TABLE_IS_ANOTHER(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        flip(agent, PreparedClasses.HEADER + 5, PreparedClasses.HEADER + 6);
      }
    },
    EACH_CLASS_IS_ANOTHER(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        flip(agent, 8_192, (int) Files.size(agent.classes()));
      }
    },
    IT_IS_A_TEXT(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        Files.writeString(agent.classes(), "no classes\n".repeat(10_000));
      }
    },
    IT_IS_A_FOLDER(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        Files.delete(agent.classes());
        Files.createDirectory(agent.classes());
      }
    },
    IT_IS_OF_ANOTHER_AGENT(true) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(agent.jar())) {
          Files.writeString(jar.getPath("META-INF/another"), "agent");
        }
      }
    },
    ONE_CLASS_IS_ANOTHER(false) {
      @Override
      void to(PreparedAgent agent) throws IOException {
        int size = (int) Files.size(agent.classes());
        flip(agent, size - 100, size - 99);
      }
    };

    private final boolean complete;

    Damage(boolean complete) {
      this.complete = complete;
    }

    abstract void to(PreparedAgent agent) throws IOException;

    private static void flip(PreparedAgent agent, int from, int to) throws IOException {
      byte[] bytes = Files.readAllBytes(agent.classes());
      for (int i = from; i < to; i++) {
        bytes[i] ^= 0x55;
      }
      Files.write(agent.classes(), bytes);
    }
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedFileIsNoFailure(Jdk jdk, Damage damage) throws Exception {
    PreparedAgent agent = PreparedAgent.in(folder, jdk);
    damage.to(agent);

    AgentRun run = talking(agent.jar(), jdk);

    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.errors()).isEqualTo("some error: false\n");
    assertThat(ASM.matcher(run.output()).find()).isEqualTo(damage.complete);
    assertThat(calls(run)).isEqualTo(calls(talking(AgentRun.agent(), jdk))).hasSize(1);
  }

  static Stream<Arguments> damages() {
    Jdk oldest = Jdk.all().get(0);
    return Stream.concat(
        Arrays.stream(Damage.values()).map(damage -> Arguments.of(Jdk.newest(), damage)),
        Stream.of(Arguments.of(oldest, Damage.EACH_CLASS_IS_ANOTHER)));
  }

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void aFileOfAnotherJdkIsNoFailure(Jdk jdk) throws Exception {
    for (Jdk other : Jdk.all()) {
      AgentRun run = talking(PreparedAgent.of(other).jar(), jdk);

      assertThat(run.exitCode()).isEqualTo(7);
      assertThat(run.errors()).isEqualTo("some error: false\n");
      assertThat(run.attempts("connect", "connect")).hasSize(1);
    }
  }

  /** A program that says which classes its JVM loads. */
  private static AgentRun talking(Path agent, Jdk jdk) throws Exception {
    return AgentRun.ofJar(agent, jdk, "-verbose:class", "-cp", TALKING, "Talking");
  }

  /** The attempts without what differs from run to run. */
  private static List<String> calls(AgentRun run) {
    List<String> calls = new ArrayList<>();
    for (JsonNode attempt : run.attempts()) {
      calls.add(
          Stream.of("type", "proto", "address", "outcome", "thread", "stack", "submitters", "cut")
              .map(name -> name + ": " + attempt.path(name))
              .toList()
              .toString());
    }
    return calls;
  }
}
