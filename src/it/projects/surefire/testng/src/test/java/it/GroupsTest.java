package it;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class GroupsTest {

  @Test
  public void reportsBesideSurefire() throws IOException {
    Path own = Files.createDirectories(Path.of("target/surefire-reports/own"));
    Files.writeString(own.resolve("index.html"), "<html/>");
    Files.writeString(own.resolveSibling("testng-results.xml"), "<results/>");
  }

  @Test
  public void passes() {}

  @Test
  public void fails() {
    assertEquals("größer", "kleiner");
  }

  @Test
  public void isSkipped() {
    throw new SkipException("for a reason");
  }

  @Test(groups = "slow")
  public void isInAnExcludedGroup() {
    throw new AssertionError();
  }

  @Test(dependsOnMethods = "fails")
  public void dependsOnWhatFails() {}

  @DataProvider
  public Object[][] numbers() {
    return new Object[][] {{1}, {2}};
  }

  @Test(dataProvider = "numbers")
  public void hasData(int number) {
    assertTrue(number > 0);
  }
}
