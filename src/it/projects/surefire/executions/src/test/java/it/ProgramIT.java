package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramIT {

  @Test
  void testsTheJar() throws URISyntaxException {
    assertEquals(
        "executions-1.jar",
        Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getFileName().toString());
  }

  @Test
  void fails() {
    assertEquals("good-bye", Program.greeting());
  }
}
