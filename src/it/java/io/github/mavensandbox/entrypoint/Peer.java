package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.util.List;

/**
 * A server in the sandbox's network; what it serves stands in {@code src/dev/Server.java}.
 *
 * @param name the container's
 * @param address4 its IPv4 address
 * @param address6 its IPv6 address
 */
record Peer(CommandLine engine, String name, String address4, String address6) {

  /** Runs a command on the server's host. */
  Ended run(String... command) throws IOException, InterruptedException {
    return engine.with("exec", name).with(command).run();
  }

  /** Calls a TCP port; the exit code is curl's: 7 for refused, 28 for no answer. */
  Ended call(String url) throws IOException, InterruptedException {
    return run("curl", "-sS", "--max-time", "2", url);
  }

  /** Returns how many packets and connections of this protocol the host's kernel has taken. */
  long received(Traffic traffic) throws IOException, InterruptedException {
    String counters = run("cat", "/proc/net/snmp", "/proc/net/snmp6").orThrow();
    return traffic.count(counters);
  }

  /** Kinds of traffic that a kernel counts; REFUSED is to a port at which nobody listens. */
  enum Traffic {
    TCP("Tcp", "PassiveOpens"),
    REFUSED_TCP("Tcp", "OutRsts"),
    UDP("Udp", "InDatagrams"),
    REFUSED_UDP("Udp", "NoPorts"),
    PING("Icmp", "InEchos"),
    UDP6("Udp6", "InDatagrams"),
    PING6("Icmp6", "InEchos");

    private final String group;
    private final String counter;

    Traffic(String group, String counter) {
      this.group = group;
      this.counter = counter;
    }

    /** Reads the tables of IPv4, a line of names above a line of numbers, and the list of IPv6. */
    private long count(String tables) {
      List<String> names = List.of();
      for (String line : tables.lines().toList()) {
        List<String> words = List.of(line.split("\\s+"));
        if (words.get(0).equals(group + counter)) {
          return Long.parseLong(words.get(1));
        }
        if (words.get(0).equals(group + ":")) {
          if (!names.isEmpty()) {
            return Long.parseLong(words.get(names.indexOf(counter)));
          }
          names = words;
        }
      }
      throw new IllegalArgumentException("no counter " + group + counter + " in " + tables);
    }
  }
}
