package io.github.mavensandbox.adversary;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The engine under test, with what the attacks need of it beside the plugin's own calls. */
final class Engine implements AutoCloseable {

  private final ContainerEngine engine;
  private final String label = "sandbox-adversary-" + UUID.randomUUID().toString().substring(24);
  private final List<String> images = new ArrayList<>();
  private final boolean rootless;

  Engine(String choice) throws IOException, InterruptedException {
    engine = new EngineLocator().locate(choice, List.of());
    rootless = isPodman() && ask("info", "--format", "{{.Host.Security.Rootless}}").equals("true");
  }

  /** The name that everything of these tests begins with. */
  String name() {
    return label;
  }

  /** How the engine stands in the table. */
  String title() {
    String kind = engine.info().kind() == EngineKind.DOCKER ? "Docker " : "Podman ";
    return kind + engine.info().version() + (rootless ? ", rootless" : "");
  }

  boolean isPodman() {
    return engine.info().kind() == EngineKind.PODMAN;
  }

  /** Whether the engine's root is an ordinary user of the machine. */
  boolean isRootless() {
    return rootless;
  }

  /** Runs the engine's command line, and returns what it printed. */
  String ask(String... arguments) throws IOException, InterruptedException {
    Ended ended = command(arguments).run();
    String printed = ended.stdout().strip();
    if (ended.exitCode() != 0) {
      throw new IOException(String.join(" ", arguments) + " failed: " + printed);
    }
    return printed;
  }

  /** Starts the engine's command line; both of its outputs are one. */
  Process start(String... arguments) throws IOException {
    return command(arguments).start();
  }

  private CommandLine command(String... arguments) {
    return CommandLine.of(engine.command()).with(arguments).errorsInOutput();
  }

  /**
   * Makes a container that {@link #close} removes.
   *
   * @param arguments of {@code create}, with the image and the command
   * @param files what is put into it: paths there, and files here
   * @return its name
   */
  String create(List<String> arguments, Map<String, Path> files)
      throws IOException, InterruptedException {
    String container = label + "-" + UUID.randomUUID().toString().substring(24);
    List<String> create = new ArrayList<>(List.of("create", "--name", container, "--label", label));
    create.addAll(arguments);
    ask(create.toArray(String[]::new));
    // Podman takes no empty tar.
    if (!files.isEmpty()) {
      engine.copyIn(container, "/", new ByteArrayInputStream(tar(files)));
    }
    return container;
  }

  private static byte[] tar(Map<String, Path> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey().substring(1));
        entry.setMode(0755);
        entry.setSize(Files.size(file.getValue()));
        tar.putArchiveEntry(entry);
        Files.copy(file.getValue(), tar);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Removes a container that {@link #create} has made. */
  void remove(String container) throws IOException, InterruptedException {
    engine.remove(container);
  }

  /** Makes an image of a container that has ended. */
  String commit(String container, List<String> changes) throws IOException, InterruptedException {
    String image = label.toLowerCase(Locale.ROOT) + ":" + (images.size() + 1);
    List<String> commit = new ArrayList<>(List.of("commit"));
    changes.forEach(change -> commit.addAll(List.of("--change", change)));
    commit.addAll(List.of(container, image));
    ask(commit.toArray(String[]::new));
    images.add(image);
    return image;
  }

  /** Has an image removed at the end that somebody else makes. */
  String willRemove(String image) {
    images.add(image);
    return image;
  }

  /** Reads a folder of a container, as a tar. */
  byte[] copyOut(String container, String path) throws IOException {
    try (var tar = engine.copyOut(container, path)) {
      return tar.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    String left = ask("ps", "--all", "--quiet", "--filter", "label=" + label);
    for (String container : left.lines().toList()) {
      engine.remove(container);
    }
    for (String image : images) {
      engine.removeImage(image);
    }
  }
}
