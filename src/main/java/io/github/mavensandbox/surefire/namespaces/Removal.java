package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes folders that forks wrote to. The system's own {@code rm} takes paths of any length; what
 * cannot be removed now, a later build removes.
 */
final class Removal {

  private Removal() {}

  static void of(Path folder) {
    try {
      Process removal =
          new ProcessBuilder(
                  List.of(
                      "/bin/sh",
                      "-c",
                      "chmod -R u+rwx \"$1\"; rm -rf \"$1\"",
                      "rm",
                      folder.toString()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      removal.waitFor();
    } catch (IOException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
