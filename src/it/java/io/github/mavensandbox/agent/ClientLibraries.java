package io.github.mavensandbox.agent;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jars of src/it/programs/clients/libraries.xml, as Maven resolves them. */
final class ClientLibraries {

  private static final Path POM = Path.of("src/it/programs/clients/libraries.xml").toAbsolutePath();

  /** They may have to be fetched. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:list";

  /** {@code group:artifact:jar[:classifier]:version:scope:path}, and more. */
  private static final Pattern LINE =
      Pattern.compile(" +([^: ]+:[^: ]+):jar:(?:[^: ]+:)?([^: ]+):(?:compile|runtime):(\\S+).*");

  private ClientLibraries() {}

  /** Every jar by its path, with its coordinates. */
  static Map<Path, String> resolved(Path folder) throws IOException, InterruptedException {
    Path list = folder.resolve("libraries.txt");
    CommandLine.of("mvn", "--batch-mode", "--no-transfer-progress", "--file", POM.toString(), GOAL)
        .with("-DincludeScope=runtime", "-DoutputAbsoluteArtifactFilename=true")
        .with("-DoutputFile=" + list)
        .limit(LIMIT)
        .errorsInOutput()
        .output();
    var jars = new LinkedHashMap<Path, String>();
    for (String line : Files.readAllLines(list)) {
      Matcher jar = LINE.matcher(line);
      if (jar.matches()) {
        jars.put(Path.of(jar.group(3)), jar.group(1) + ":" + jar.group(2));
      }
    }
    return jars;
  }
}
