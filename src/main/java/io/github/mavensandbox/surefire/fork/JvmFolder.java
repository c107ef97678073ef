package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * The folder that Surefire takes for a JDK. Its {@code bin/java} asks this process for a {@link
 * Fork} and becomes the client that starts it: so the client's streams, its exit code and its end
 * are the fork's.
 */
public record JvmFolder(Path folder) {

  /** What the answer to a request begins with. */
  public static final String START = "start";

  /** Like start, and the JVM's end is held back until a file that it wrote is here. */
  public static final String START_AND_WAIT = "start-and-wait";

  static final String REFUSE = "refuse";

  /** The file that is there while somebody answers. */
  static final String OPEN = "open";

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
    createBin();
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
        ScriptTemplate.filled(
            JvmFolder.class,
            "java.sh",
            Map.of(
                "maven", Long.toString(ProcessHandle.current().pid()),
                "requests", ScriptTemplate.word(requests().toString()),
                "client", ScriptTemplate.words(client))));
  }

  private void createBin() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(java().getParent());
        return;
      } catch (NoSuchFileException e) {
        // Another build of the module removed the empty folder of all builds at this moment.
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }

  /** Removes it, as far as nothing else is in it, and the folder that it is in likewise. */
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
    removeParent();
  }

  /** The folder of all builds goes with the last one's. */
  private void removeParent() throws IOException {
    Path parent = folder.getParent();
    try {
      if (parent != null) {
        Files.deleteIfExists(parent);
      }
    } catch (DirectoryNotEmptyException e) {
      // Another build's is beside this one.
      return;
    }
  }
}
