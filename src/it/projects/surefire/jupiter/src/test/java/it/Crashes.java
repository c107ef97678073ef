package it;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class Crashes {

  @Test
  void leavesFilesAndCrashes() throws Exception {
    write("src/test/snapshots/a.json");
    write("src/test/snapshots/deep/b.json");
    write("src/test/other.json");
    write("target/generated-docs/a.adoc");
    write("target/generated-sources/A.java");
    Files.createSymbolicLink(Path.of("src/test/snapshots/link"), Path.of("/etc/passwd"));
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
  }

  private static void write(String file) throws IOException {
    Files.createDirectories(Path.of(file).getParent());
    Files.write(Path.of(file), List.of("new"));
  }
}
