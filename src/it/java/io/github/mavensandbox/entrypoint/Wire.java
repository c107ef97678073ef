package io.github.mavensandbox.entrypoint;

import java.io.IOException;

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
    StringBuilder script =
        new StringBuilder(
            """
            set -e
            ip link add wire0 type veth peer name wire1
            ip link set wire0 arp off addrgenmode none
            ip link set wire1 arp off addrgenmode none
            ip link set wire0 up
            ip link set wire1 up
            """);
    for (String prefix : prefixes) {
      script.append("ip route add ").append(prefix).append(" dev wire0\n");
    }
    shell.container().beside("sh", "-c", script.toString()).orThrow();
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
