package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Closed;
import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Protocol;
import io.github.mavensandbox.policy.Stage;
import java.util.List;

/**
 * The filter table of one family. It is written in the form in which iptables 1.8.11 prints it, so
 * that the entrypoint can compare what it loaded with what the kernel has: options in another
 * order, or ones that only say the default, would differ.
 */
final class FilterTable {

  /**
   * Docker's resolver, and the address in resolv.conf to which no one listens. Look-ups there fail
   * at once.
   */
  private static final List<String> LOOPBACK_RESOLVERS = List.of("127.0.0.11/32", "127.0.0.53/32");

  /**
   * Router and neighbour discovery, which is never forwarded: it arrives with its first hop limit,
   * or is forged.
   */
  private static final List<Integer> DISCOVERY = List.of(133, 134, 135, 136);

  /**
   * Multicast listener queries and reports. The kernel's report names every group that a program
   * has joined, and so tells the whole link 112 bits of the program's choice. What the neighbour
   * discovery of the container's own addresses needs was reported before the lock; only where a
   * querier asks again, which bridges of engines do not, a switch may forget them.
   */
  private static final List<Integer> LISTENERS = List.of(130, 131, 132, 143);

  /**
   * Up to 20 packets a second of each endpoint are logged, so that a flood cannot hide a packet to
   * another one. A full table drops what it cannot count: still blocked, but without an answer.
   */
  private static final String LOG =
      "-m hashlimit --hashlimit-upto 20/sec --hashlimit-burst 20 --hashlimit-mode %s"
          + " --hashlimit-name %s --hashlimit-htable-size 4096 --hashlimit-htable-max 65536"
          + " --hashlimit-htable-expire 10000"
          + " -j NFLOG --nflog-prefix %2$s --nflog-group 5 --nflog-size 512";

  /** Answers of name servers to what was asked, as long as EDNS lets any be. */
  private static final String LOG_OF_ANSWERS =
      "-m conntrack --ctstate ESTABLISHED -j NFLOG --nflog-group 6 --nflog-size 4096";

  private static final int ECHO_PORT = 7;

  private final Family family;
  private final IpSets sets;
  private final Mode mode;
  private final StringBuilder text = new StringBuilder();

  FilterTable(Family family, IpSets sets, Mode mode) {
    this.family = family;
    this.sets = sets;
    this.mode = mode;
  }

  String toText() {
    text.setLength(0);
    line("*filter");
    List.of("INPUT", "FORWARD", "OUTPUT").forEach(chain -> line(":" + chain + " DROP [0:0]"));
    List.of("accept", "blocked-in", "blocked-out", "drop-in", "noise", "refuse")
        .forEach(chain -> line(":" + chain + " - [0:0]"));
    input();
    output();
    accept();
    blockedIn();
    blockedOut();
    dropIn();
    noise();
    refuse();
    line("COMMIT");
    return text.toString();
  }

  private void input() {
    if (mode == Mode.AUDIT) {
      line("-A INPUT -p udp -m udp --sport 53 " + LOG_OF_ANSWERS);
    }
    line("-A INPUT -i lo -j ACCEPT");
    line("-A INPUT -m connmark --mark 0x1 -j ACCEPT");
    discovery("INPUT", "ACCEPT");
    // What belongs to a flow that was not accepted, for instance one from before the lock.
    line("-A INPUT -m conntrack ! --ctstate NEW -j drop-in");
    decide("INPUT", Direction.IN, Stage.DENY, "drop-in");
    // Whatever answers a packet from there would be a DNS query to a host that is allowed to call.
    closePorts("INPUT", "--sports", "drop-in");
    decide("INPUT", Direction.IN, Stage.EXACT, "accept");
    closeSet("INPUT", "metadata", "src", "drop-in");
    decide("INPUT", Direction.IN, Stage.EXACT_NET, "accept");
    closeSet("INPUT", "closed", "src", "drop-in");
    decide("INPUT", Direction.IN, Stage.ALLOW, "accept");
    line("-A INPUT -j drop-in");
  }

  private void output() {
    if (family == Family.IPV4) {
      // Docker redirects queries to another port, so the address is closed, not port 53.
      LOOPBACK_RESOLVERS.forEach(address -> line("-A OUTPUT -d " + address + " -j blocked-out"));
    }
    line(
        "-A OUTPUT -o lo -m set --match-set resolvers%d dst -j blocked-out"
            .formatted(family.digit));
    line("-A OUTPUT -o lo -j ACCEPT");
    line("-A OUTPUT -m connmark --mark 0x1 -j ACCEPT");
    discovery("OUTPUT", "DROP");
    decide("OUTPUT", Direction.OUT, Stage.DENY, "blocked-out");
    decide("OUTPUT", Direction.OUT, Stage.NAMED, "accept");
    closePorts("OUTPUT", "--dports", "blocked-out");
    closeSet("OUTPUT", "resolvers", "dst", "blocked-out");
    decide("OUTPUT", Direction.OUT, Stage.EXACT, "accept");
    closeSet("OUTPUT", "metadata", "dst", "blocked-out");
    decide("OUTPUT", Direction.OUT, Stage.EXACT_NET, "accept");
    closeSet("OUTPUT", "closed", "dst", "blocked-out");
    if (family == Family.IPV4) {
      // Those of the interfaces' own networks; multicast is in the closed set. Not by the match
      // addrtype, which kernels such as that of RHEL 10 do not have.
      closeSet("OUTPUT", "broadcast", "dst", "blocked-out");
    }
    decide("OUTPUT", Direction.OUT, Stage.ALLOW, "accept");
    line("-A OUTPUT -j blocked-out");
  }

  private void discovery(String chain, String listeners) {
    if (family == Family.IPV6) {
      String icmp = "-A " + chain + " -p ipv6-icmp -m icmp6 --icmpv6-type ";
      DISCOVERY.forEach(type -> line(icmp + type + " -m hl --hl-eq 255 -j ACCEPT"));
      LISTENERS.forEach(type -> line(icmp + type + " -j " + listeners));
    }
  }

  private void closePorts(String chain, String side, String target) {
    for (Protocol protocol : Protocol.values()) {
      line(
          "-A %s -p %s -m multiport %s %s -j %s"
              .formatted(chain, protocol, side, join(Closed.PORTS), target));
    }
  }

  private void closeSet(String chain, String set, String side, String target) {
    line(
        "-A %s -m set --match-set %s%d %s -j %s".formatted(chain, set, family.digit, side, target));
  }

  /** One rule for each set of the stage. */
  private void decide(String chain, Direction direction, Stage stage, String target) {
    String side = direction == Direction.IN ? "src" : "dst";
    for (SetKey key : sets.keys(family, direction, stage)) {
      String ports =
          key.range()
              .map(
                  r ->
                      "-p %1$s -m %1$s --dport %2$d:%3$d "
                          .formatted(r.protocol(), r.ports().first(), r.ports().last()))
              .orElse("");
      // Ports are the called side's: of the destination, in both directions.
      String fields = key.kind() == SetKey.Kind.PORT ? side + ",dst" : side;
      line(
          "-A %s %s-m set --match-set %s %s -j %s"
              .formatted(chain, ports, key.name(family), fields, target));
    }
  }

  /** Marks the flow, so that its further packets and its answers pass, and none of other flows. */
  private void accept() {
    line("-A accept -j CONNMARK --set-xmark 0x1/0xffffffff");
    line("-A accept -j ACCEPT");
  }

  private void blockedIn() {
    count("blocked-in");
    line("-A blocked-in " + LOG.formatted("srcip,dstport", "in"));
    if (mode == Mode.AUDIT) {
      decide("blocked-in", Direction.IN, Stage.DENY, "DROP");
      closeSet("blocked-in", "metadata", "src", "DROP");
      closeSet("blocked-in", "closed", "src", "DROP");
      line("-A blocked-in -m conntrack --ctstate NEW -j accept");
    }
    line("-A blocked-in -j DROP");
  }

  private void blockedOut() {
    count("blocked-out");
    line("-A blocked-out " + LOG.formatted("dstip,dstport", "out"));
    decide("blocked-out", Direction.OUT, Stage.DROP, "DROP");
    if (mode == Mode.AUDIT) {
      decide("blocked-out", Direction.OUT, Stage.DENY, "refuse");
      closeSet("blocked-out", "metadata", "dst", "refuse");
      closeSet("blocked-out", "closed", "dst", "refuse");
      if (family == Family.IPV4) {
        closeSet("blocked-out", "broadcast", "dst", "refuse");
      }
      line("-A blocked-out -j accept");
    } else {
      line("-A blocked-out -j refuse");
    }
  }

  private void refuse() {
    String prohibited =
        "-j REJECT --reject-with "
            + (family == Family.IPV4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited");
    // By a reset a host is alive: that is how Java's isReachable asks.
    line("-A refuse -p tcp -m tcp --dport " + ECHO_PORT + " " + prohibited);
    line("-A refuse -p tcp -j REJECT --reject-with tcp-reset");
    line("-A refuse " + prohibited);
  }

  /**
   * Tells a stranger's call from what every network carries, and from late answers to the start's
   * own look-ups.
   */
  private void dropIn() {
    line("-A drop-in -m pkttype --pkt-type broadcast -j noise");
    line("-A drop-in -m pkttype --pkt-type multicast -j noise");
    line("-A drop-in -m conntrack --ctstate INVALID -j noise");
    line("-A drop-in -m conntrack --ctdir REPLY -j noise");
    line("-A drop-in -j blocked-in");
  }

  private void noise() {
    count("noise");
    line("-A noise " + LOG.formatted("srcip,dstport", "noise"));
    line("-A noise -j DROP");
  }

  /**
   * A rule that does nothing but count: what the next one logs is less when its limit is reached.
   */
  private void count(String chain) {
    line("-A " + chain);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String join(List<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}
