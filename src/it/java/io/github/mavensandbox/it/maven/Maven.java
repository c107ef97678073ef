package io.github.mavensandbox.it.maven;

import io.github.mavensandbox.it.process.CommandLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Maven as the tests start it.
 *
 * @param settings the file of them
 * @param temporary where it and what it starts on the host may leave temporary files
 * @param user who starts it; empty for who runs the tests
 */
public record Maven(Path settings, Path temporary, Optional<OrdinaryUser> user) {

  /** Each of the many short builds spends its time on starting. */
  private static final String OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Where the plugin is installed. */
  public static Path repository() {
    return Path.of("target/local-repo").toAbsolutePath();
  }

  /** Where its builds find artifacts, and install them. */
  Path artifacts() {
    return user.map(OrdinaryUser::repository).orElseGet(Maven::repository);
  }

  /** Returns its command line for a folder; output and errors are one stream. */
  public CommandLine in(Path folder, String... arguments) {
    CommandLine line =
        CommandLine.of("mvn", "--batch-mode", "--no-transfer-progress")
            .with("--settings", settings.toString(), "-Dmaven.repo.local=" + artifacts())
            .with(arguments)
            // A job in the background ignores them, and so would the JVM.
            .by(List.of("env", "--default-signal=HUP,INT"))
            .in(folder)
            .variable("MAVEN_OPTS", OPTIONS + " -Djava.io.tmpdir=" + temporary)
            .variable("TMPDIR", temporary.toString())
            .errorsInOutput();
    return user.map(ordinary -> ordinary.runs(line)).orElse(line);
  }
}
