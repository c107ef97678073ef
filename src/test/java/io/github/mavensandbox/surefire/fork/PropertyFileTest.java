package io.github.mavensandbox.surefire.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyFileTest {

  @Test
  void aForkLearnsNeitherSecretsNorMavensProcess(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("surefire");
    Files.writeString(file, "pluginPid=4711\ndb.password=hush\ntc.0=it.ATest\n");

    Properties given = new Properties();
    given.load(new ByteArrayInputStream(PropertyFile.forFork(file, Set.of("db.password"))));

    assertThat(given).containsOnly(entry("tc.0", "it.ATest"));
  }
}
