package io.github.mavensandbox.it.maven;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An ordinary user, for whom alone there are sandboxes of namespaces: where root runs the tests,
 * one whom no file of the machine knows, else who runs the tests. With a home of the test's own.
 *
 * @param home a folder of the user's
 */
public record OrdinaryUser(Path home) {

  private static final int ID = 12345;
  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  /** Makes the home. */
  public OrdinaryUser {
    try {
      Files.createDirectories(home);
      give(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether that is another user than who runs the tests, who is root then. */
  public static boolean isOther() {
    return ROOT;
  }

  /** Has a command line run as that user. */
  public CommandLine runs(CommandLine command) {
    return command.by(
        ROOT
            ? List.of(
                "setpriv",
                "--reuid=" + ID,
                "--regid=" + ID,
                "--clear-groups",
                "--",
                "env",
                "HOME=" + home)
            : List.of("env", "HOME=" + home));
  }

  /** Gives the user a folder with all that is in it, and lets the user in from above. */
  public void give(Path folder) throws IOException {
    if (!ROOT) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setAttribute(file, "unix:uid", ID, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", ID, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /**
   * Returns a copy of the repository that the plugin is installed in, which has all that builds of
   * this run have had.
   */
  public Path repository(Path copy) throws IOException, InterruptedException {
    CommandLine.of("cp", "-a", Maven.repository().toString(), copy.toString()).run();
    give(copy);
    return copy;
  }
}
