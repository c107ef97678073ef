package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes folders that forks wrote to. The system's own programs take paths of any length, and
 * follow no link that they come upon; what cannot be removed now, a later build removes.
 */
final class Removal {

  private static final String OPEN = "chmod -R u+rwX -- \"$1\"";

  private Removal() {}

  static void of(Path folder) {
    try {
      run(OPEN + "; rm -rf -- \"$1\"", folder);
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the user read all in a folder, and go into all folders in it: tests may not. */
  static void open(Path folder) throws IOException, InterruptedException {
    run(OPEN, folder);
  }

  private static void run(String script, Path folder) throws IOException, InterruptedException {
    new ProcessBuilder(List.of("/bin/sh", "-c", script, "sh", folder.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
