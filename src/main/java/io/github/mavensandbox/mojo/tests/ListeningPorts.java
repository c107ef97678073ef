package io.github.mavensandbox.mojo.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** On which ports of TCP servers of this machine listen. */
final class ListeningPorts {

  /** The kernel's lists, of each family it has. */
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  /** Of a connection in these, proc(5). */
  private static final String LISTEN = "0A";

  private ListeningPorts() {}

  /** Returns those of now; without those that the kernel does not tell of. */
  static Set<Integer> now() {
    Set<Integer> ports = new TreeSet<>();
    for (Path table : TABLES) {
      try {
        ports.addAll(of(Files.readAllLines(table)));
      } catch (IOException e) {
        // The kernel has no such family.
        continue;
      }
    }
    return ports;
  }

  /** Returns those of a list, whose lines are {@code sl local_address rem_address st ...}. */
  static Set<Integer> of(List<String> table) {
    Set<Integer> ports = new TreeSet<>();
    for (String line : table) {
      String[] words = line.strip().split(" +");
      if (words.length > 3 && words[3].equals(LISTEN)) {
        ports.add(Integer.parseInt(words[1].substring(words[1].lastIndexOf(':') + 1), 16));
      }
    }
    return ports;
  }
}
