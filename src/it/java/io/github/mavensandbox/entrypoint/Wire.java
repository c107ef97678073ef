package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.it.process.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pair of interfaces inside a sandbox's own network namespace: what the firewall lets out to one
 * of its networks leaves the first, and is lost in the second. So addresses can be tried that no
 * test may send anything to.
 */
final class Wire {

  private final Shell shell;

  private Wire(Shell shell) {
    this.shell = shell;
  }

  static Wire lay(Shell shell, String... prefixes) throws IOException, InterruptedException {
    List<String> lay = new ArrayList<>(List.of("sh", "-c", Script.named("wire"), "wire"));
    lay.addAll(List.of(prefixes));
    shell.container().beside(lay.toArray(String[]::new)).orThrow();
    return new Wire(shell);
  }

  /** Sends a datagram and returns whether it left. */
  boolean carries(String host, int port) throws IOException, InterruptedException {
    long before = sent();
    shell.run("echo >/dev/udp/%s/%d".formatted(host, port));
    return sent() > before;
  }

  private long sent() throws IOException, InterruptedException {
    return Long.parseLong(shell.run("cat /sys/class/net/wire0/statistics/tx_packets").stdout());
  }
}
