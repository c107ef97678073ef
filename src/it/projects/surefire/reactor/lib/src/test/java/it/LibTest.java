package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LibTest {

  @Test
  void greets() {
    assertEquals("hello", Lib.greeting());
  }

  @Test
  void isInItsOwnModule() {
    assertEquals("lib", Path.of("").toAbsolutePath().getFileName().toString());
  }
}
