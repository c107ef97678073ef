package it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import org.junit.Test;

public class SecondTest {

  @Test
  public void propertiesOfMavensCommandLine() {
    assertEquals("plain", System.getProperty("of.the.command.line"));
  }

  @Test
  public void filesOfTheProject() {
    assertTrue(new File("pom.xml").isFile());
    assertTrue(new File(System.getProperty("basedir"), "src/test/java/it").isDirectory());
  }
}
