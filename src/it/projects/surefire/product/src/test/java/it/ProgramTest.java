package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProgramTest {

  @Test
  void greets() {
    assertEquals("hello", Program.greeting());
  }

  @Test
  void hasTheArgumentsOfThePom() {
    assertEquals("green", System.getProperty("colour"));
  }

  @Test
  void readsMoreThanSrc() throws IOException {
    assertEquals("more than src\n", Files.readString(Path.of("data/text.txt")));
  }
}
