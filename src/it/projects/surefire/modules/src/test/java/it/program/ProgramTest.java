package it.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.junit.jupiter.api.Test;

class ProgramTest {

  @Test
  void isInTheModule() {
    assertEquals("it.program", Program.module());
    assertEquals("it.program", getClass().getModule().getName());
  }

  @Test
  void readsWhatTheModuleRequires() {
    assertNotNull(java.util.logging.Logger.getLogger("it"));
    assertEquals("javax.inject", javax.inject.Inject.class.getModule().getName());
  }

  @Test
  void findsResources() {
    assertNotNull(getClass().getResource("resource.txt"));
  }

  @Test
  void fails() {
    assertEquals("another", Program.module());
  }
}
