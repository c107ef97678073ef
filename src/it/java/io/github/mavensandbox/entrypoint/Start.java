package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A container that is about to be started; each method but the last ones returns a changed copy.
 */
final class Start {

  private final CommandLine engine;
  private final String label;
  private final String image;
  private final List<String> options = new ArrayList<>();
  private List<String> capabilities = SandboxImage.CAPABILITIES;
  private String network = "none";
  private byte[] input = new byte[0];

  Start(CommandLine engine, String label, String image) {
    this.engine = engine;
    this.label = label;
    this.image = image;
  }

  private Start copy() {
    Start copy = new Start(engine, label, image);
    copy.options.addAll(options);
    copy.capabilities = capabilities;
    copy.network = network;
    copy.input = input;
    return copy;
  }

  /** Adds options of {@code docker run}. */
  Start with(String... more) {
    Start copy = copy();
    copy.options.addAll(List.of(more));
    return copy;
  }

  /** Puts a file of the test's in the place of one of the image's. */
  Start file(Path file, String inImage) throws IOException {
    // The engine may be another user's. A file is in a folder of the test's; a folder may be that.
    readable(file);
    if (Files.isRegularFile(file)) {
      readable(file.toAbsolutePath().getParent());
    }
    return with("--volume", file.toAbsolutePath() + ":" + inImage + ":ro");
  }

  private static void readable(Path path) throws IOException {
    String permissions = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** Lets every user ping, as Docker does by itself. */
  Start pinging() {
    return with("--sysctl", "net.ipv4.ping_group_range=0 20000");
  }

  Start variable(String name, String value) {
    return with("--env", name + "=" + value);
  }

  Start allowedCidr(String value) {
    return variable("ALLOWED_CIDR", value);
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

  Start input(byte[] bytes) {
    Start copy = copy();
    copy.input = bytes.clone();
    return copy.with("--interactive");
  }

  /** Runs the image with these arguments to its end, and removes the container. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return engine.with(with("--rm").arguments(newName(), List.of(arguments))).input(input).run();
  }

  /** Starts the image with these arguments; the caller talks to it. */
  Running begin(String... arguments) throws IOException {
    String name = newName();
    Process client = engine.with(arguments(name, List.of(arguments))).start();
    return new Running(engine, name, client);
  }

  /** Starts the image with these arguments at a terminal: what is typed goes through it. */
  Running beginAtTerminal(String... arguments) throws IOException {
    String name = newName();
    CommandLine command =
        engine.with(with("--interactive", "--tty").arguments(name, List.of(arguments)));
    String line =
        command.words().stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    CommandLine script =
        CommandLine.of("script", "--quiet", "--return", "--flush", "--command", line, "/dev/null");
    return new Running(engine, name, script.start());
  }

  /** Starts a shell as the image's command, and waits until it is there. */
  Shell shell() throws IOException, InterruptedException {
    Shell shell = new Shell(with("--interactive").begin("bash", "-s"));
    shell.run("true");
    return shell;
  }

  private String newName() {
    return label + "-" + UUID.randomUUID().toString().substring(24);
  }

  /** Returns the arguments of the engine that start the container. */
  List<String> arguments(String name, List<String> command) {
    List<String> arguments = new ArrayList<>(List.of("run", "--name", name, "--label", label));
    arguments.addAll(List.of("--network", network, "--cap-drop", "ALL"));
    capabilities.forEach(capability -> arguments.addAll(List.of("--cap-add", capability)));
    arguments.addAll(options);
    arguments.add(image);
    arguments.addAll(command);
    return arguments;
  }
}
