package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Direction;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the kernel does with the first packet of a flow, told from the text of the files alone. */
final class Firewall {

  private final Ruleset ruleset;
  private final Map<String, Set<String>> sets = new HashMap<>();

  Firewall(Ruleset ruleset, InetAddress resolver) {
    this.ruleset = ruleset;
    for (String line : ruleset.sets().split("\n")) {
      String[] words = line.split(" ");
      if (words[0].equals("create")) {
        sets.put(words[1], new HashSet<>());
      } else {
        sets.get(words[1]).add(words[2]);
      }
    }
    sets.get(resolver.getAddress().length == 4 ? "resolvers4" : "resolvers6")
        .add(resolver.getHostAddress());
  }

  boolean accepts(Packet packet) throws Exception {
    return accepts(packet, packet.isIpv6() ? ruleset.rules6() : ruleset.rules4());
  }

  /** What a start in an audit does with it. */
  boolean acceptsInAudit(Packet packet) throws Exception {
    return accepts(packet, packet.isIpv6() ? ruleset.audit6() : ruleset.audit4());
  }

  private boolean accepts(Packet packet, String rules) throws Exception {
    return decide(packet, rules, packet.direction() == Direction.IN ? "INPUT" : "OUTPUT")
        .orElseThrow(() -> new AssertionError("undecided: " + packet));
  }

  /** What a chain decides; nothing where all of its rules pass the packet on. */
  private Optional<Boolean> decide(Packet packet, String rules, String chain) throws Exception {
    for (String line : rules.split("\n")) {
      Deque<String> words = new ArrayDeque<>(Arrays.asList(line.split(" ")));
      if (words.removeFirst().equals("-A")
          && words.removeFirst().equals(chain)
          && matches(packet, words)) {
        Optional<Boolean> decided =
            switch (words.isEmpty() ? "" : words.removeFirst()) {
              case "ACCEPT", "accept" -> Optional.of(true);
              case "DROP", "REJECT" -> Optional.of(false);
              case "", "NFLOG" -> Optional.empty();
              case "blocked-in" -> decide(packet, rules, "blocked-in");
              case "blocked-out" -> decide(packet, rules, "blocked-out");
              case "drop-in" -> decide(packet, rules, "drop-in");
              case "refuse" -> decide(packet, rules, "refuse");
              default -> throw new AssertionError(line);
            };
        if (decided.isPresent()) {
          return decided;
        }
      }
    }
    return Optional.empty();
  }

  /** Consumes the words up to the target. */
  private boolean matches(Packet packet, Deque<String> words) throws Exception {
    boolean matches = true;
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      switch (word) {
        case "-j" -> {
          return matches;
        }
        case "-m" -> words.removeFirst();
        case "-i", "-o" -> matches &= words.removeFirst().equals("eth0");
        case "-d" -> matches &= contains(words.removeFirst(), packet.remote());
        case "-p" -> matches &= number(words.removeFirst()) == packet.protocol();
        case "--mark" -> matches &= !words.removeFirst().equals("0x1");
        case "!" -> matches &= !isNew(words);
        case "--ctstate" -> matches &= words.removeFirst().equals("NEW");
        case "--pkt-type", "--ctdir" -> {
          words.removeFirst();
          matches = false;
        }
        case "--hashlimit-upto",
            "--hashlimit-burst",
            "--hashlimit-mode",
            "--hashlimit-name",
            "--hashlimit-htable-size",
            "--hashlimit-htable-max",
            "--hashlimit-htable-expire" ->
            words.removeFirst();
        case "--icmpv6-type", "--hl-eq" -> {
          words.removeFirst();
          matches &= false;
        }
        case "--dport" -> matches &= inRange(words.removeFirst(), packet.destinationPort());
        case "--dports" -> matches &= inList(words.removeFirst(), packet.destinationPort());
        case "--sport" -> matches &= inList(words.removeFirst(), packet.sourcePort());
        case "--sports" -> matches &= inList(words.removeFirst(), packet.sourcePort());
        case "--match-set" ->
            matches &= inSet(packet, words.removeFirst(), List.of(words.removeFirst().split(",")));
        default -> throw new AssertionError(word);
      }
    }
    return matches;
  }

  private static boolean isNew(Deque<String> words) {
    return words.removeFirst().equals("--ctstate") && words.removeFirst().equals("NEW");
  }

  private boolean inSet(Packet packet, String set, List<String> fields) throws Exception {
    List<String> expected =
        new ArrayList<>(List.of(packet.direction() == Direction.IN ? "src" : "dst"));
    expected.addAll(fields.subList(1, fields.size()));
    if (!fields.equals(expected) || (fields.size() == 2 && !fields.get(1).equals("dst"))) {
      throw new AssertionError(set + fields);
    }
    for (String member : sets.get(set)) {
      String[] parts = member.split(",");
      if (parts.length != fields.size()) {
        throw new AssertionError(set + " has " + member);
      }
      String port = packet.protocol() + ":" + packet.destinationPort();
      if (contains(parts[0], packet.remote()) && (parts.length == 1 || parts[1].equals(port))) {
        return true;
      }
    }
    return false;
  }

  static boolean contains(String cidr, InetAddress address) throws Exception {
    String[] parts = cidr.split("/");
    byte[] network = InetAddress.getByName(parts[0]).getAddress();
    byte[] bytes = address.getAddress();
    int bits = network.length * 8;
    int host = parts.length == 1 ? 0 : bits - Integer.parseInt(parts[1]);
    return bytes.length == network.length
        && new BigInteger(1, network)
            .shiftRight(host)
            .equals(new BigInteger(1, bytes).shiftRight(host));
  }

  private static int number(String protocol) {
    return switch (protocol) {
      case "tcp" -> Packet.TCP;
      case "udp" -> Packet.UDP;
      case "ipv6-icmp" -> 58;
      default -> throw new AssertionError(protocol);
    };
  }

  private static boolean inRange(String range, int port) {
    String[] ends = range.split(":");
    return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
  }

  private static boolean inList(String list, int port) {
    return List.of(list.split(",")).contains(Integer.toString(port));
  }
}
