package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test holds outside as inside; what differs is told to a file. */
class SurroundingsTest {

  private static final String SPECIAL = "größer & \"schöner\" \\ $HOME";

  @Test
  void argLineKeepsSpaces() {
    assertEquals("of two words", System.getProperty("words"));
    assertEquals("of the command line", System.getProperty("quoted"));
  }

  @Test
  void systemPropertiesOfThePom() {
    assertEquals(SPECIAL, System.getProperty("of.the.pom"));
    assertEquals(Path.of("target").toAbsolutePath(), Path.of(System.getProperty("build")));
  }

  @Test
  void systemPropertiesOfMavensCommandLine() {
    assertEquals("plain", System.getProperty("of.the.command.line"));
  }

  @Test
  void environmentOfThePom() {
    assertEquals(SPECIAL, System.getenv("OF_THE_POM"));
    assertEquals("", System.getenv("EMPTY"));
  }

  @Test
  void environmentOfThePomThatMavenHasToo() {
    assertEquals("same as Maven's", System.getenv("SAME_AS_MAVENS"));
  }

  @Test
  void filesOfTheProject() throws IOException {
    assertEquals("in src/test/resources\n", Files.readString(Path.of("src/test/resources/resource.txt")));
    assertTrue(Files.exists(Path.of("pom.xml")));
    try (InputStream in = getClass().getResourceAsStream("/resource.txt")) {
      assertEquals("in src/test/resources\n", new String(in.readAllBytes()));
    }
  }

  @Test
  void timeZoneAndEncoding() {
    assertEquals("Asia/Kathmandu", ZoneId.systemDefault().getId());
    assertEquals("UTF-8", Charset.defaultCharset().name());
    assertEquals("UTF-8", System.getProperty("sun.jnu.encoding"));
  }

  @Test
  void userHasANameAndAHome() throws IOException {
    assertNotEquals("?", System.getProperty("user.name"));
    Path home = Path.of(System.getProperty("user.home"));
    assertTrue(Files.isWritable(home), home + " is not writable");
  }

  @Test
  void temporaryFolders(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("file"), "text");
    assertTrue(Files.size(Files.createTempFile("it", "")) == 0);
  }

  @Test
  void facts() throws IOException {
    Properties facts = new Properties();
    for (String name : new String[] {"user.dir", "user.name", "user.home", "db.password", "user.language", "user.country"}) {
      facts.setProperty(name, System.getProperty(name, ""));
    }
    for (String name : new String[] {"PATH", "HOME", "CALLERS_TOKEN", "MAVEN_CMD_LINE_ARGS", "JAVA_HOME"}) {
      facts.setProperty(name, String.valueOf(System.getenv(name)));
    }
    facts.setProperty("jupiter", Test.class.getModule().isNamed() + " " + Test.class.getPackage().getImplementationVersion());
    facts.setProperty("heap", Long.toString(Runtime.getRuntime().maxMemory()));
    Path folder = Files.createDirectories(Path.of("target/facts"));
    try (var out = Files.newBufferedWriter(folder.resolve("facts.properties"))) {
      facts.store(out, null);
    }
    assertNull(System.console());
  }
}
