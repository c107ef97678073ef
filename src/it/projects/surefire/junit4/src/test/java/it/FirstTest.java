package it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Ignore;
import org.junit.Test;
import org.junit.experimental.categories.Category;

public class FirstTest {

  @Test
  public void passes() {}

  @Test
  public void knowsItsFork() {
    assertTrue(System.getProperty("fork").matches("fork [12]"));
  }

  @Test
  public void fails() {
    assertEquals("größer", "First");
  }

  @Test(expected = IllegalStateException.class)
  public void throwsWhatIsExpected() {
    throw new IllegalStateException();
  }

  @Test
  @Ignore("for a reason")
  public void isIgnored() {}

  @Test
  @Category(Slow.class)
  public void isInAnExcludedCategory() {
    throw new AssertionError();
  }
}
