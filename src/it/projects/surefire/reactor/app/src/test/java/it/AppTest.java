package it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AppTest {

  @Test
  void usesTheOtherModulesClasses() {
    assertEquals("hello", Lib.greeting());
  }
}
