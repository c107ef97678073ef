package io.github.mavensandbox.entrypoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A container that is about to be started; each method but the last ones returns a changed copy.
 */
final class Start {

  /** The capabilities that the entrypoint needs, and drops. */
  static final List<String> CAPABILITIES =
      List.of("NET_ADMIN", "NET_RAW", "SETUID", "SETGID", "SETPCAP", "KILL");

  private final Cli engine;
  private final String label;
  private final String image;
  private final List<String> options = new ArrayList<>();
  private List<String> capabilities = CAPABILITIES;
  private String network = "none";
  private boolean removed = true;
  private byte[] input = new byte[0];

  Start(Cli engine, String label, String image) {
    this.engine = engine;
    this.label = label;
    this.image = image;
  }

  private Start copy() {
    Start copy = new Start(engine, label, image);
    copy.options.addAll(options);
    copy.capabilities = capabilities;
    copy.network = network;
    copy.removed = removed;
    copy.input = input;
    return copy;
  }

  /** Adds options of {@code docker run}. */
  Start with(String... more) {
    Start copy = copy();
    copy.options.addAll(List.of(more));
    return copy;
  }

  Start allowedCidr(String value) {
    return with("--env", "ALLOWED_CIDR=" + value);
  }

  Start network(String name) {
    Start copy = copy();
    copy.network = name;
    return copy;
  }

  Start withoutCapability(String capability) {
    Start copy = copy();
    copy.capabilities = capabilities.stream().filter(other -> !other.equals(capability)).toList();
    return copy;
  }

  Start withoutCapabilities() {
    Start copy = copy();
    copy.capabilities = List.of();
    return copy;
  }

  /** The container stays when it has ended. */
  Start kept() {
    Start copy = copy();
    copy.removed = false;
    return copy;
  }

  Start input(byte[] bytes) {
    Start copy = copy();
    copy.input = bytes.clone();
    return copy.with("--interactive");
  }

  /** Runs the image with these arguments to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return engine.run(arguments(newName(), List.of(arguments)), input);
  }

  /** Starts the image with these arguments; the caller talks to it. */
  Running begin(String... arguments) throws IOException {
    String name = newName();
    Process client = engine.start(arguments(name, List.of(arguments)));
    return new Running(engine, name, client);
  }

  /** Starts a shell as the image's command. */
  Shell shell() throws IOException {
    return new Shell(with("--interactive").begin("bash", "-s"));
  }

  private String newName() {
    return label + "-" + UUID.randomUUID().toString().substring(24);
  }

  /** Returns the arguments of the engine that start the container. */
  List<String> arguments(String name, List<String> command) {
    List<String> arguments = new ArrayList<>(List.of("run", "--name", name, "--label", label));
    if (removed) {
      arguments.add("--rm");
    }
    arguments.addAll(List.of("--network", network, "--cap-drop", "ALL"));
    capabilities.forEach(capability -> arguments.addAll(List.of("--cap-add", capability)));
    arguments.addAll(options);
    arguments.add(image);
    arguments.addAll(command);
    return arguments;
  }
}
