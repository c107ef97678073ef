package io.github.mavensandbox.tools;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * An image in the engine with nothing in it but one tools bundle. Its containers have no network
 * but their own loopback, and no capability but those that the tools need.
 */
final class EmptyImage implements AutoCloseable {

  private final String reference = "sandbox-it-tools:" + UUID.randomUUID();

  EmptyImage(Path bundle) throws IOException, InterruptedException {
    engine(
        "",
        "import",
        "--change=LABEL io.github.mavensandbox.it=tools",
        bundle.toString(),
        reference);
  }

  /**
   * Runs a script in a new container and returns what it printed; a script that fails is an error.
   */
  String run(String script) throws IOException, InterruptedException {
    return engine(
        """
        set -eu
        PATH=
        export XTABLES_LIBDIR=/sandbox/lib/xtables
        tool() {
          tool=$1
          shift
          /sandbox/lib/ld.so --library-path /sandbox/lib "/sandbox/bin/$tool" "$@"
        }
        """
            + script,
        "run",
        "--rm",
        "--interactive",
        "--label=io.github.mavensandbox.it=tools",
        "--network=none",
        "--cap-drop=ALL",
        "--cap-add=NET_ADMIN",
        "--cap-add=NET_RAW",
        reference,
        "/sandbox/bin/busybox",
        "sh");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    engine("", "rmi", reference);
  }

  private static String engine(String input, String... arguments)
      throws IOException, InterruptedException {
    CommandLine command = CommandLine.of(EngineUnderTest.command(arguments));
    Ended ended = command.input(input).errorsInOutput().run();
    if (ended.exitCode() != 0) {
      throw new AssertionError(command + " ended with " + ended);
    }
    return ended.stdout();
  }
}
