package it;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OtherTest {

  @Test
  void hasNoClassesOfOtherModules() {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("it.Lib"));
  }
}
