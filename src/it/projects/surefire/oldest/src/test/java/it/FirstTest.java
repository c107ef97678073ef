package it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.fail;

import org.junit.Ignore;
import org.junit.Test;

public class FirstTest {

  @Test
  public void passesAndPrints() {
    System.out.println("printed");
    System.err.println("and as an error");
  }

  @Test
  public void fails() {
    assertEquals(1, 2);
  }

  @Test
  public void isInError() {
    throw new IllegalStateException("as it should");
  }

  @Test
  @Ignore("for the report")
  public void isIgnored() {
    fail();
  }
}
