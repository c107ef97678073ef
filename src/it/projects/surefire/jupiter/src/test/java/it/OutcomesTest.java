package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {

  private static int attempts;

  @Test
  void passes() {
    System.out.println("on standard output: größer, 漢字");
    System.err.println("on standard error");
    assertEquals(3, Adder.sum(1, 2));
  }

  @Test
  void fails() {
    assertEquals(4, Adder.sum(1, 2), "größer, 漢字");
  }

  @Test
  void throwsAnError() {
    new Nest().deep(3);
  }

  @Test
  void passesAtTheSecondAttempt() {
    assertTrue(++attempts > 1, "attempt " + attempts);
  }

  @Test
  @Disabled("for a reason")
  void isDisabled() {
    fail();
  }

  @Test
  void assumesTooMuch() {
    assumeTrue(false, "not here");
  }

  @Test
  @Tag("slow")
  void isInAnExcludedGroup() {
    fail();
  }

  @Test
  @DisplayName("has a <name> & \"quotes\"")
  void hasADisplayName() {}

  @ParameterizedTest
  @ValueSource(strings = {"größer", "漢字", "a,b", ""})
  void hasParameters(String text) {
    assertTrue(text.length() < 9, text);
  }

  @RepeatedTest(2)
  void isRepeated() {}

  @Nested
  class Inner {
    @Test
    void isNested() {}
  }

  private static final class Nest {
    void deep(int levels) {
      if (levels == 0) {
        throw new IllegalStateException("deep");
      }
      deep(levels - 1);
    }
  }
}
