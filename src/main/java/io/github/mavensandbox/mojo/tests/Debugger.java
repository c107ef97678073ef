package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports at which tests wait for a debugger, who connects to 127.0.0.1 of this machine. Those of
 * a container are published there, and the engine's own gateway is let in to them: from there what
 * is published comes.
 */
public record Debugger(List<Integer> ports) {

  /** Surefire's own, for {@code true}. */
  private static final int DEFAULT_PORT = 5005;

  private static final List<String> PROPERTIES =
      List.of("maven.surefire.debug", "maven.failsafe.debug");

  private static final Pattern ADDRESS = Pattern.compile("\\baddress=(?:[^,:\\s]*:)?([0-9]{1,5})");

  public static Debugger of(Properties user) {
    TreeSet<Integer> ports = new TreeSet<>();
    for (String name : PROPERTIES) {
      String value = user.getProperty(name);
      if (value != null && !value.equals("false")) {
        Matcher address = ADDRESS.matcher(value);
        ports.add(address.find() ? Integer.parseInt(address.group(1)) : DEFAULT_PORT);
      }
    }
    return new Debugger(List.copyOf(ports));
  }

  public List<PublishedPort> published() {
    return ports.stream().map(port -> PublishedPort.onLoopback(port, "tcp")).toList();
  }

  /** The policy with the debugger let in. */
  public Policy admittedTo(Policy policy, ContainerEngine engine, List<String> networks)
      throws PolicyException, IOException, InterruptedException {
    if (ports.isEmpty()) {
      return policy;
    }
    String network = networks.isEmpty() ? ContainerNetwork.DEFAULT : networks.get(0);
    Optional<String> gateway = engine.gateway(network);
    if (gateway.isEmpty()) {
      return policy;
    }
    return policy.with(
        ports.stream().map(port -> "in %s:%d/tcp".formatted(gateway.get(), port)).toList(),
        List.of());
  }
}
