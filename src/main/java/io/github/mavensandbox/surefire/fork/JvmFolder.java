package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folder that Surefire takes for a JDK. Its {@code bin/java} asks this process for a {@link
 * Fork} and becomes the client that starts it: so the client's streams, its exit code and its end
 * are the fork's.
 */
public final class JvmFolder {

  /** What the answer to a request begins with. */
  public static final String START = "start";

  /** Like start, and the JVM's end is held back until a file that it wrote is here. */
  public static final String START_AND_WAIT = "start-and-wait";

  static final String REFUSE = "refuse";

  private static final String SCRIPT =
      """
      #!/bin/sh
      # Surefire starts this in place of java. It asks the Maven process that made it for a fork in the sandbox, and
      # becomes the client that starts it and is attached to it.
      set -eu
      maven=%d
      requests=%s
      request=$requests/$$
      refuse() {
        printf 'sandbox: %%s\\n' "$*" >&2
        exit 125
      }
      kill -0 "$maven" 2>/dev/null || refuse 'the build that made this java has ended; tests start with mvn'
      umask 077
      rm -rf "$request"
      mkdir "$request" || refuse 'tests run in the sandbox only while Maven is at them'
      printf '%%s\\0' "$@" >"$request/arguments"
      cat "/proc/$$/environ" >"$request/environment"
      printf '%%s' "$PWD" >"$request/directory"
      : >"$request/complete"
      until [ -e "$request/answer" ]; do
        kill -0 "$maven" 2>/dev/null || refuse 'Maven has ended'
        [ -e "$requests/open" ] || refuse 'tests run in the sandbox only while Surefire or Failsafe is at them'
        sleep 0.01
      done
      read -r verb answer <"$request/answer"
      client() {
        exec %s "$answer"
      }
      case $verb in
        start) client ;;
        start-and-wait) ;;
        *) refuse "$answer" ;;
      esac
      # Surefire reads a file of this JVM as soon as it has ended, so it has to be here by then.
      code=0
      (client) || code=$?
      : >"$request/ended"
      until [ -e "$request/taken" ]; do
        kill -0 "$maven" 2>/dev/null || refuse 'Maven has ended'
        sleep 0.01
      done
      exit "$code"
      """;

  /** The file that is there while somebody answers. */
  static final String OPEN = "open";

  private final Path folder;

  public JvmFolder(Path folder) {
    this.folder = folder;
  }

  /** The program, in the form that Surefire's parameter {@code jvm} has. */
  public Path java() {
    return folder.resolve("bin").resolve("java");
  }

  /** Where the script writes its requests. */
  public Path requests() {
    return folder.resolve("requests");
  }

  /**
   * Writes it.
   *
   * @param release the text of the image's JDK's file of that name: by it Surefire tells whether to
   *     use the module path
   * @param client the command that starts a fork, which is added as the last word
   */
  public void write(String release, List<String> client) throws IOException {
    Files.createDirectories(java().getParent());
    Files.createDirectories(requests());
    // A request holds the tests' environment.
    Files.setPosixFilePermissions(requests(), PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve("release"), release);
    // The client's variables may hold a password, so nobody may look in between.
    Files.deleteIfExists(java());
    Files.createFile(
        java(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        java(),
        SCRIPT.formatted(
            ProcessHandle.current().pid(),
            quoted(requests().toString()),
            String.join(" ", client.stream().map(JvmFolder::quoted).toList())));
  }

  /** Removes it, as far as nothing else is in it. */
  public void remove() throws IOException {
    if (Files.isDirectory(requests())) {
      try (DirectoryStream<Path> left = Files.newDirectoryStream(requests(), Files::isDirectory)) {
        for (Path request : left) {
          ForkRequest.remove(request);
        }
      }
    }
    for (Path file :
        List.of(
            java(),
            java().getParent(),
            folder.resolve("release"),
            requests().resolve(OPEN),
            requests(),
            folder)) {
      Files.deleteIfExists(file);
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
