package it;

import static org.junit.Assert.assertNotEquals;

import java.util.List;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class ParametersTest {

  private final String text;

  public ParametersTest(String text) {
    this.text = text;
  }

  @Parameters(name = "{0}")
  public static List<String> texts() {
    return List.of("größer", "a b", "漢字");
  }

  @Test
  public void isNoGreeting() {
    assertNotEquals("hello", text);
  }
}
