package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds out whether this machine makes such namespaces for this user, by making some. */
final class Probe {

  private Probe() {}

  /**
   * Makes namespaces of each kind that a sandbox has, and an overlay in them.
   *
   * @param folder of this module alone, on the file system that overlays are going to be on
   * @throws IOException where the machine refuses them; says what it said, and what to do
   */
  static void run(HostTools tools, Path folder) throws IOException {
    Path upper = Files.createDirectories(folder.resolve("probe/upper"));
    Path work = Files.createDirectories(folder.resolve("probe/work"));
    ToolProcess.Result result =
        ToolProcess.run(
            tools,
            List.of(
                tools.program("bwrap").toString(),
                "--unshare-user",
                "--unshare-pid",
                "--unshare-ipc",
                "--unshare-uts",
                "--unshare-net",
                "--disable-userns",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--overlay-src",
                tools.sandbox().resolve("bin").toString(),
                "--overlay-src",
                tools.sandbox().resolve("lib").toString(),
                "--ro-overlay",
                "/read",
                "--overlay-src",
                tools.sandbox().toString(),
                "--overlay",
                upper.toString(),
                work.toString(),
                "/written",
                "--clearenv",
                "--",
                "/written/bin/busybox",
                "true"));
    if (result.exitCode() != 0) {
      throw new IOException(
          "this machine makes no namespaces for tests (%s); allow user namespaces and overlays in them, or set sandbox.kind to containers"
              .formatted(result.said()));
    }
  }
}
