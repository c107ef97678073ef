package io.github.mavensandbox.mojo.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** At which ports of TCP servers of this machine listen that are reached by its loopback. */
final class ListeningPorts {

  /** The kernel's lists, of each family it has. */
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  /** Of a connection in these, proc(5). */
  private static final String LISTEN = "0A";

  /** Of both families: any address, 127.0.0.0/8, ::1, and the first two as addresses of IPv6. */
  private static final Pattern LOCAL =
      Pattern.compile("0{8}|[0-9A-F]{6}7F|0{32}|0{24}01000000|0{16}FFFF0000(0{8}|[0-9A-F]{6}7F)");

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
        String[] local = words[1].split(":");
        if (LOCAL.matcher(local[0]).matches()) {
          ports.add(Integer.parseInt(local[1], 16));
        }
      }
    }
    return ports;
  }
}
