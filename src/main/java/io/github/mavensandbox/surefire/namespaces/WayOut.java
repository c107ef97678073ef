package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way out of a firewall's network: pasta, a process that carries what the firewall lets pass to
 * the machine's own network, as any program of the user's would send it.
 *
 * <p>It ends with the network: a moment after that is gone it notices, and {@link #close} need not
 * be called.
 */
final class WayOut {

  private static final Path DEVICE = Path.of("/dev/net/tun");

  /**
   * What pasta would do by itself: reach the machine's loopback, forward ports both ways, answer
   * for name servers, hand out addresses.
   */
  private static final List<String> SWITCHED_OFF =
      List.of(
          "--map-host-loopback=none",
          "--map-guest-addr=none",
          "--tcp-ports=none",
          "--udp-ports=none",
          "--udp-ns=none",
          "--no-dhcp",
          "--no-dhcpv6",
          "--no-ra");

  /** Where an audit finds the machine's own name server, which may listen on its loopback only. */
  static final String NAME_SERVER = "192.0.2.3";

  /** Of the network that its interface is in. */
  static final String BROADCAST = "192.0.2.255";

  private static final List<String> ADDRESSES =
      List.of(
          "--config-net",
          "--address=192.0.2.2",
          "--netmask=24",
          "--gateway=192.0.2.1",
          "--address=2001:db8:77::2",
          "--gateway=2001:db8:77::1");

  private final Optional<ProcessHandle> pasta;

  private WayOut(Optional<ProcessHandle> pasta) {
    this.pasta = pasta;
  }

  /**
   * Looks whether this machine lets the user have one.
   *
   * @throws NoNamespacesException where it does not
   */
  static void check() throws NoNamespacesException {
    if (!Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
      throw new NoNamespacesException(
          DEVICE + " is not there for this user, by which what the policy allows would leave",
          "have it opened, or set sandbox.allow to none");
    }
  }

  /**
   * Opens it, when the network is locked.
   *
   * @param firewall process whose network it leads out of
   * @param folder of this firewall alone
   * @param exits what leads out
   * @param hostPorts that are forwarded from loopback inside to the machine's
   */
  static WayOut open(
      HostTools tools,
      long firewall,
      String nonce,
      Path folder,
      Exits exits,
      List<Integer> hostPorts)
      throws IOException {
    Path number = folder.resolve("pasta");
    List<String> command = new ArrayList<>();
    command.add(tools.program("pasta").toString());
    command.addAll(List.of("--quiet", "--pid=" + number, "--ns-ifname=" + nonce));
    command.addAll(ADDRESSES);
    command.addAll(SWITCHED_OFF);
    command.add(exits.mode() == Mode.AUDIT ? "--dns-forward=" + NAME_SERVER : "--dns=none");
    command.add("--tcp-ns=" + (hostPorts.isEmpty() ? "none" : text(hostPorts, ",")));
    if (!exits.ping()) {
      command.add("--no-icmp");
    }
    command.add("--userns=/proc/" + firewall + "/ns/user");
    command.add("--netns=/proc/" + firewall + "/ns/net");
    // It goes to the background, and this process ends, when the network is as it was told.
    String said = run(tools, command);
    if (!Files.exists(number)) {
      throw new IOException("the tests' network has no way out, pasta does not start: " + said);
    }
    return new WayOut(ProcessHandle.of(Long.parseLong(Files.readString(number).strip())));
  }

  /**
   * Looks at what was opened.
   *
   * @param entering what a program's command line begins with that runs in the network
   * @param hostPorts at which pasta may listen
   * @throws IOException when it is not as it should be
   */
  static void verify(
      HostTools tools,
      Surroundings surroundings,
      List<String> entering,
      String nonce,
      List<Integer> hostPorts)
      throws IOException {
    List<String> command = new ArrayList<>(entering);
    command.addAll(List.of(tools.sandbox().resolve("bin/busybox").toString(), "sh"));
    command.addAll(List.of(surroundings.file("way.sh").toString(), tools.program("ip").toString()));
    command.add(nonce);
    hostPorts.forEach(port -> command.add("%04X".formatted(port)));
    String wrong = run(tools, command);
    if (!wrong.isEmpty()) {
      throw new IOException("the tests' way out is not as it should be: " + wrong);
    }
  }

  private static String text(List<Integer> ports, String separator) {
    return ports.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }

  /** Returns what a program says, on one line; nothing where it says nothing and succeeds. */
  private static String run(HostTools tools, List<String> command) throws IOException {
    ToolProcess.Result result = ToolProcess.run(tools, command);
    return result.said().isEmpty() && result.exitCode() != 0
        ? command.get(0) + " ended with " + result.exitCode()
        : result.said();
  }

  boolean isOpen() {
    return pasta.filter(ProcessHandle::isAlive).isPresent();
  }

  void close() {
    Stream.concat(pasta.stream(), pasta.stream().flatMap(ProcessHandle::descendants))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
