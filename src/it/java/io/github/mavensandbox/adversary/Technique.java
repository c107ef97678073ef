package io.github.mavensandbox.adversary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of the attacker's, as {@code techniques.txt} has it.
 *
 * @param name its own
 * @param must what has to become of it
 * @param wire whether it goes by a wire inside the container
 * @param target whom it wants to reach, if anybody
 * @param title what it is
 */
record Technique(String name, Must must, boolean wire, Optional<Target> target, String title) {

  /** The attacker's own project. */
  static final Path PROJECT = Path.of("src/it/programs/adversary");

  /** Where these tests keep files. */
  static final Path WORK = Path.of("target/adversary");

  static final Path LIST = PROJECT.resolve("src/main/resources/techniques.txt");
  private static final int FIRST_PORT = 20_000;

  /** What has to become of a technique; {@code techniques.txt} explains it. */
  enum Must {
    PACKET,
    EITHER,
    SILENT,
    CALL,
    REFUSED,
    INBOUND,
    PLANTED,
    WORKS
  }

  /**
   * Whom a packet is for.
   *
   * @param protocol its name or number, as the attacker's list has it
   * @param address in the one form in which the kernel writes it
   * @param port -1 for none
   * @param own whether no other technique has that port
   */
  record Target(String protocol, String address, int port, boolean own) {

    /** The number of the protocol in the packet's header. */
    int number() {
      return switch (protocol) {
        case "icmp" -> 1;
        case "igmp" -> 2;
        case "tcp" -> 6;
        case "udp" -> 17;
        case "icmp6" -> 58;
        default -> Integer.parseInt(protocol);
      };
    }

    /** Whether address and port tell a packet from all others; else its content has to. */
    boolean isToldByPort() {
      return number() == 6 || number() == 17 && own;
    }

    /** Whether what is told to the link is the address itself. */
    boolean isGroup() {
      return port < 0 && address.matches("239\\..*|ff.*");
    }
  }

  /** Reads a list. */
  static List<Technique> all(Path list, Map<String, String> hosts) throws IOException {
    List<Technique> all = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.split("\\s+", 5);
        boolean wire = words[3].startsWith("wire:");
        Optional<Target> target =
            words[3].equals("-")
                ? Optional.empty()
                : Optional.of(
                    target(words[3].replaceFirst("^wire:", ""), FIRST_PORT + all.size(), hosts));
        Must must = Must.valueOf(words[1].toUpperCase(Locale.ROOT));
        all.add(new Technique(words[0], must, wire, target, words[4]));
      }
    }
    return all;
  }

  private static Target target(String text, int ownPort, Map<String, String> hosts) {
    String[] parts = text.split("/");
    String address = hosts.getOrDefault(parts[1], parts[1]);
    boolean own = parts[2].equals("*");
    int port = own ? ownPort : parts[2].equals("-") ? -1 : Integer.parseInt(parts[2]);
    return new Target(parts[0], Addresses.canonical(address), port, own);
  }

  /** What its packets and questions have in them. */
  String token() {
    return "adv-" + name;
  }
}
