package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.Volumes;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.LocalRepository;
import io.github.mavensandbox.surefire.files.AttemptsFile;
import io.github.mavensandbox.surefire.files.CoverageFiles;
import io.github.mavensandbox.surefire.files.HostFiles;
import io.github.mavensandbox.surefire.fork.AgentJar;
import io.github.mavensandbox.surefire.fork.ForkCommand;
import io.github.mavensandbox.surefire.fork.ForkEnvironment;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import io.github.mavensandbox.surefire.fork.JvmLocale;
import io.github.mavensandbox.surefire.fork.PropertyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a fork's container is made of: a request of Surefire's, by the module's settings.
 *
 * @param variables names of environment variables that the execution sets itself
 * @param command what the request names
 * @param coverage of these, what does not come with {@code target}
 */
record ForkPlan(
    TestImage image,
    ForkSettings settings,
    Set<String> variables,
    ForkRequest request,
    ForkCommand command,
    CoverageFiles coverage) {

  private static final List<String> LOADER =
      List.of("/sandbox/lib/ld.so", "--library-path", "/sandbox/lib");

  /** Between the deadline's TERM and its KILL. */
  private static final String KILL_AFTER = "10";

  /** Reads what Surefire asks for. */
  static ForkPlan of(
      TestImage image, ForkSettings settings, Set<String> variables, ForkRequest request)
      throws IOException {
    ForkCommand command = ForkCommand.of(request);
    return new ForkPlan(
        image,
        settings,
        variables,
        request,
        command,
        settings.targetFiles().coverage(command.coverage()));
  }

  /** Returns the agent, if the fork's Java can have it. */
  Optional<AgentJar> agent() {
    return settings.agent().filter(jar -> image.takesAgents() && command.suitsAgent());
  }

  /**
   * Describes the container.
   *
   * @param firewall the container whose network it joins
   * @param shares whether it has that one's volumes, too
   */
  ContainerSpec spec(String firewall, boolean shares) {
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
            Long.toString(settings.deadline().toSeconds())));
    words.addAll(LOADER);
    // Reaps what the JVM's child processes leave behind. Process 1 is the one before it, which the
    // kernel keeps from signals of the tests.
    words.addAll(List.of("/sandbox/bin/tini", "-s", "--", image.javaHome() + "/bin/java"));
    // First: what the project says of it comes later, and counts.
    words.addAll(JvmLocale.options());
    if (settings.limits().memory() == Limits.AS_OUTSIDE && image.takesHeapInPercent()) {
      words.add(Limits.HEAP_AS_OUTSIDE);
    }
    agent().ifPresent(jar -> words.add(command.agentOption(attempts().toString())));
    words.addAll(command.arguments());
    Program program =
        new Program(
            Optional.of(image.user().toString()),
            Optional.of(request.directory().toString()),
            Optional.of(LOADER.get(0)),
            words,
            environment(),
            false);
    return ContainerSpec.of(image.reference(), ContainerGuard.newName("fork"), program)
        .with(new ContainerNetwork.Joined(firewall))
        .with(new Privileges(List.of(), false, true))
        .with(settings.limits())
        .with(new Volumes(Optional.empty(), shares ? Optional.of(firewall) : Optional.empty()))
        .with(settings.options().withoutNetwork());
  }

  /** Returns whether the JVM may leave a dump of its heap, and yet end as any other. */
  boolean dumpsHeap() {
    return command.arguments().contains("-XX:+HeapDumpOnOutOfMemoryError");
  }

  /** In the container. */
  private Path attempts() {
    return settings.target().resolve(String.join("/", AttemptsFile.BELOW_TARGET));
  }

  private Map<String, String> environment() {
    return new ForkEnvironment(settings.ownEnvironment(), settings.environment(), variables)
        .of(request);
  }

  /** Collects the files and folders of the host that the fork needs. */
  HostFiles files() throws IOException {
    HostFiles files = new HostFiles(image.user().uid(), image.user().gid());
    files.addFile("/etc/passwd", image.passwd().getBytes(StandardCharsets.UTF_8), 0644);
    files.addFile("/etc/group", image.group().getBytes(StandardCharsets.UTF_8), 0644);
    for (Path propertyFile : command.propertyFiles()) {
      files.addFile(
          propertyFile.toString(), PropertyFile.forFork(propertyFile, settings.secrets()), 0600);
    }
    for (Path file : command.files()) {
      files.add(file);
    }
    List<Path> modules = new ArrayList<>(settings.tracked().modules());
    modules.add(settings.basedir());
    files.addWithin(settings.basedir().resolve("src"), modules);
    files.add(settings.basedir().resolve("pom.xml"));
    settings.tracked().addTo(files);
    settings.checkFiles();
    for (Path file : settings.files()) {
      files.add(file);
    }
    if (settings.repository().resolves()) {
      addRepository(files);
    }
    files.directory(settings.basedir());
    files.directory(settings.target());
    files.directory(request.directory());
    for (Path wanted : settings.targetFiles().wanted()) {
      files.add(wanted);
      files.directory(Objects.requireNonNull(wanted.getParent()));
    }
    for (Path file : coverage.files()) {
      files.directory(Objects.requireNonNull(file.getParent()));
    }
    if (command.reports().isPresent()) {
      files.directory(command.reports().get());
    }
    if (command.listing().isPresent()) {
      files.directory(Objects.requireNonNull(command.listing().get().getParent()));
    }
    if (agent().isPresent()) {
      agent().get().addTo(files);
      files.directory(Objects.requireNonNull(attempts().getParent()));
    }
    return files;
  }

  private void addRepository(HostFiles files) throws IOException {
    for (Path model : settings.repository().models()) {
      files.add(model);
    }
    if (image.home().isPresent()) {
      Path file = image.home().get().resolve(LocalRepository.SETTINGS);
      files.directory(Objects.requireNonNull(file.getParent()));
      files.addFile(
          file.toString(), settings.repository().settings().getBytes(StandardCharsets.UTF_8), 0644);
    }
  }
}
