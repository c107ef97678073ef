package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class SecondTest {

  @Test
  void findsClasses() {
    assertEquals("hello", Program.greeting());
  }

  @Test
  void writesALog() throws IOException {
    Files.writeString(
        Path.of("target/tests.log"), "Second\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void leavesAFile() throws IOException {
    assertNotNull(System.getProperty("fork"));
    Path folder = Files.createDirectories(Path.of("target/left"));
    Files.writeString(folder.resolve("Second-" + ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli()), "");
  }
}
