package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.GuardedContainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** One forked JVM: a container without any capability, in the network of a {@link Firewall}. */
final class Fork {

  /** What a shell, and Surefire itself, set on the way: nothing of it is the project's wish. */
  private static final Set<String> NOT_PASSED = Set.of("PWD", "OLDPWD", "SHLVL", "_", "JAVA_HOME");

  private static final List<String> LOADER =
      List.of("/sandbox/lib/ld.so", "--library-path", "/sandbox/lib");

  /** Between the deadline's TERM and its KILL. */
  private static final String KILL_AFTER = "10";

  /** More than the deadline's own end takes. */
  private static final Duration OVERDUE = Duration.ofSeconds(20);

  private static final long PAUSE_MS = 10;

  private final ContainerEngine engine;
  private final GuardedContainer container;
  private final ForkSettings settings;
  private final ProcessHandle client;
  private final Optional<Path> listing;
  private final Optional<Future<?>> libraries;
  private final Optional<AttemptsFile> attempts;

  private Fork(
      ContainerEngine engine,
      GuardedContainer container,
      ForkSettings settings,
      ProcessHandle client,
      Optional<Path> listing,
      Optional<Future<?>> libraries,
      Optional<AttemptsFile> attempts) {
    this.engine = engine;
    this.container = container;
    this.settings = settings;
    this.client = client;
    this.listing = listing;
    this.libraries = libraries;
    this.attempts = attempts;
  }

  /**
   * Creates the container, with all files that it needs in it but the libraries that it shares.
   *
   * @param variables names of environment variables that the execution sets itself
   * @param attempts where on the host they go that its agent writes down
   */
  static Fork create(
      ContainerEngine engine,
      ContainerGuard guard,
      TestImage image,
      ForkSettings settings,
      TestNetwork network,
      Set<String> variables,
      ForkRequest request,
      Path attempts)
      throws EngineException, InterruptedException, IOException {
    ProcessHandle client =
        ProcessHandle.of(request.pid())
            .orElseThrow(() -> new IOException("process " + request.pid() + " has ended"));
    ForkCommand command = ForkCommand.of(request);
    Optional<AgentJar> agent =
        settings.agent().filter(jar -> image.takesAgents() && command.suitsAgent());
    HostFiles files = files(image, settings, request, command);
    if (agent.isPresent()) {
      agent.get().addTo(files);
      files.directory(attempts(settings).getParent());
    }
    Optional<Future<?>> libraries = network.share(files);
    String firewall = network.firewall();
    ContainerSpec.Builder spec =
        spec(image, settings, firewall, variables, request, command, agent);
    libraries.ifPresent(shared -> spec.volumesFrom(firewall));
    GuardedContainer container = guard.create(spec.build(), settings.deadline().plusHours(1));
    Fork fork =
        new Fork(
            engine,
            container,
            settings,
            client,
            command.listing(),
            libraries,
            agent.map(jar -> new AttemptsFile(attempts)));
    try {
      engine.copyIn(container.name(), "/", files::writeTo);
      return fork;
    } catch (InterruptedException | IOException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private static ContainerSpec.Builder spec(
      TestImage image,
      ForkSettings settings,
      String firewall,
      Set<String> variables,
      ForkRequest request,
      ForkCommand command,
      Optional<AgentJar> agent) {
    List<String> words = new ArrayList<>(LOADER.subList(1, LOADER.size()));
    // The sockets that netfilter does not see cannot be made; see image.SeccompFilter.
    words.addAll(
        List.of(
            "/sandbox/bin/setpriv",
            "--no-new-privs",
            "--seccomp-filter",
            "/sandbox/seccomp.bpf",
            "--"));
    words.addAll(LOADER);
    words.addAll(
        List.of(
            "/sandbox/bin/timeout",
            "--kill-after=" + KILL_AFTER,
            Long.toString(settings.deadline().toSeconds()),
            image.javaHome() + "/bin/java"));
    agent.ifPresent(jar -> words.add(jar.option(attempts(settings).toString())));
    words.addAll(command.arguments());
    return settings
        .limits()
        .apply(ContainerSpec.builder(image.reference(), ContainerGuard.newName("fork")))
        .joins(firewall)
        .user(image.user().toString())
        .workingDirectory(request.directory().toString())
        .entrypoint(LOADER.get(0))
        .command(words)
        .environment(environment(settings, variables, request))
        .securityOptions(List.of("no-new-privileges"));
  }

  /** In the container. */
  private static Path attempts(ForkSettings settings) {
    return settings.target().resolve(String.join("/", AttemptsFile.BELOW_TARGET));
  }

  /** What the POM sets, and not what Maven was itself given, which holds the caller's secrets. */
  private static Map<String, String> environment(
      ForkSettings settings, Set<String> variables, ForkRequest request) {
    Map<String, String> environment = new TreeMap<>(settings.environment());
    request
        .environment()
        .forEach(
            (name, value) -> {
              if (variables.contains(name)
                  || !NOT_PASSED.contains(name) && !isOwn(settings, name, value)) {
                environment.put(name, value);
              }
            });
    return environment;
  }

  /** A value beyond ASCII depends on the locale by which a JVM reads and writes it. */
  private static boolean isOwn(ForkSettings settings, String name, String value) {
    String own = settings.ownEnvironment().get(name);
    return own != null && (own.equals(value) || !own.chars().allMatch(c -> c < 0x80));
  }

  private static HostFiles files(
      TestImage image, ForkSettings settings, ForkRequest request, ForkCommand command)
      throws IOException {
    HostFiles files = new HostFiles(image.user().uid(), image.user().gid());
    files.addFile("/etc/passwd", image.passwd().getBytes(StandardCharsets.UTF_8), 0644);
    files.addFile("/etc/group", image.group().getBytes(StandardCharsets.UTF_8), 0644);
    for (Path propertyFile : command.propertyFiles()) {
      if (!settings.secrets().isEmpty()) {
        files.addFile(propertyFile.toString(), withoutSecrets(propertyFile, settings), 0600);
      }
    }
    for (Path file : command.files()) {
      files.add(file);
    }
    files.add(settings.basedir().resolve("src"));
    files.add(settings.basedir().resolve("pom.xml"));
    for (Path file : settings.files()) {
      files.add(file);
    }
    files.directory(settings.basedir());
    files.directory(settings.target());
    files.directory(request.directory());
    if (command.reports().isPresent()) {
      files.directory(command.reports().get());
    }
    if (command.listing().isPresent()) {
      files.directory(command.listing().get().getParent());
    }
    return files;
  }

  private static byte[] withoutSecrets(Path file, ForkSettings settings) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    properties.keySet().removeAll(settings.secrets());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    properties.store(out, null);
    return out.toByteArray();
  }

  /** Waits until the libraries that it shares are there. */
  void awaitLibraries() throws IOException, InterruptedException {
    if (libraries.isPresent()) {
      try {
        libraries.get().get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException failure
            ? failure
            : new IOException(String.valueOf(e.getCause()), e);
      }
    }
  }

  /** What the script of {@link JvmFolder} is to do with it. */
  String answer() {
    return (listing.isEmpty() ? JvmFolder.START : JvmFolder.START_AND_WAIT)
        + " "
        + container.name();
  }

  /**
   * Waits for its end, and has Surefire see that end only when the file that it reads then is here.
   *
   * @param request the folder of the script's request
   */
  void awaitEnd(Path request) throws IOException, InterruptedException {
    if (listing.isPresent()) {
      while (client.isAlive() && !Files.exists(request.resolve(ForkRequest.ENDED))) {
        Thread.sleep(PAUSE_MS);
      }
      try (InputStream tar = engine.copyOut(container.name(), listing.get().toString())) {
        TestListing.take(tar, listing.get());
      } finally {
        if (Files.exists(request)) {
          Files.writeString(request.resolve(ForkRequest.TAKEN), "");
        }
      }
    }
    awaitClient();
  }

  /**
   * Waits until Surefire's end of it, the engine's client, is gone; ends it when the deadline
   * inside has long passed, as that of an engine that does not answer any more.
   */
  private void awaitClient() throws InterruptedException {
    long limit = System.nanoTime() + settings.deadline().plus(OVERDUE).toNanos();
    while (client.isAlive()) {
      if (System.nanoTime() > limit) {
        Firewall.endAll(client);
      }
      Thread.sleep(PAUSE_MS);
    }
  }

  /**
   * Ends it, if it has not ended: the client may have been killed, which the container survives.
   */
  void end() throws EngineException, InterruptedException {
    engine.kill(container.name(), "KILL");
  }

  /** Takes what the tests wrote below {@code target}; nothing of them runs any more. */
  Taken take() throws EngineException, IOException {
    try (InputStream tar = engine.copyOut(container.name(), settings.target().toString())) {
      return new TargetFiles(settings.target(), settings.finalName()).take(tar, attempts);
    }
  }

  void remove() throws EngineException {
    container.close();
  }
}
