package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.Closed;
import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A policy's files with the addresses of its names in them, so that no packet to a name server has
 * ever to leave the firewall's network.
 *
 * @param files what the entrypoint loads
 * @param hosts lines of {@code /etc/hosts}
 */
record ResolvedPolicy(Map<String, String> files, String hosts) {

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Resolver {
    /** Returns all of them. */
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  /**
   * Resolves each name once, by the machine's own means.
   *
   * @throws IOException for a name that does not resolve, or to what no name should lead to
   */
  static ResolvedPolicy of(Ruleset ruleset) throws IOException {
    return of(ruleset, InetAddress::getAllByName);
  }

  static ResolvedPolicy of(Ruleset ruleset, Resolver resolver) throws IOException {
    Map<String, Set<String>> addresses = new TreeMap<>();
    Set<String> sets = new LinkedHashSet<>(ruleset.sets().lines().toList());
    for (String line : ruleset.names().lines().toList()) {
      String[] words = line.split(" ", -1);
      if (!addresses.containsKey(words[0])) {
        addresses.put(words[0], addresses(words[0], resolver));
      }
      for (String address : addresses.get(words[0])) {
        sets.add("add " + words[1] + (address.contains(":") ? 6 : 4) + " " + address + words[2]);
      }
    }
    Map<String, String> files = new LinkedHashMap<>(ruleset.files());
    files.put("sets", String.join("\n", sets) + "\n");
    files.put("names", "");
    StringBuilder hosts = new StringBuilder();
    addresses.forEach(
        (name, found) ->
            found.forEach(address -> hosts.append("%s %s %s.%n".formatted(address, name, name))));
    return new ResolvedPolicy(files, hosts.toString());
  }

  /** Closes a broadcast address of an interface that the entrypoint does not see yet. */
  ResolvedPolicy withBroadcast(String address) {
    Map<String, String> closed = new LinkedHashMap<>(files);
    closed.merge("sets", "add broadcast4 " + address + "\n", String::concat);
    return new ResolvedPolicy(closed, hosts);
  }

  private static Set<String> addresses(String name, Resolver resolver) throws IOException {
    Set<String> addresses = new LinkedHashSet<>();
    try {
      for (InetAddress address : resolver.resolve(name)) {
        Network network = Network.of(address);
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
          throw new IOException(
              refused(
                  name,
                  address,
                  "this machine itself: correct the name server, or remove the rule"));
        }
        if (Closed.isClosed(network)) {
          throw new IOException(
              refused(
                  name,
                  address,
                  "a link-local, multicast or metadata address: correct the name server, or allow the"
                      + " address itself"));
        }
        addresses.add(network.toString());
      }
      return addresses;
    } catch (UnknownHostException e) {
      throw new IOException(
          "'"
              + name
              + "' of the policy does not resolve on this machine; correct it, or remove the rule",
          e);
    }
  }

  private static String refused(String name, InetAddress address, String what) {
    return "'%s' of the policy resolves to %s, %s".formatted(name, address.getHostAddress(), what);
  }
}
