package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.mojo.project.OwnArtifacts;
import io.github.mavensandbox.mojo.project.ReactorFolder;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.JailKind;
import io.github.mavensandbox.surefire.fork.AgentClasses;
import io.github.mavensandbox.surefire.fork.AgentJar;
import io.github.mavensandbox.surefire.namespaces.Machine;
import io.github.mavensandbox.surefire.namespaces.NamespaceJails;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import io.github.mavensandbox.tools.HostTools;
import io.github.mavensandbox.tools.ToolsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** Sets up namespaces of the kernel for a module's tests. */
public final class NamespaceSetup {

  /** What is kept below a module's {@code target} that holds what other forks were given. */
  private static final List<String> HIDDEN_IN_TARGET = List.of("sandbox", "surefire");

  private final MavenSession session;
  private final MavenProject project;
  private final OwnArtifacts artifacts;

  public NamespaceSetup(MavenSession session, MavenProject project, OwnArtifacts artifacts) {
    this.session = session;
    this.project = project;
    this.artifacts = artifacts;
  }

  /**
   * Returns the kind of sandbox, of which nothing has started.
   *
   * @param jdk the JDK of the tests, where it is not Maven's
   * @throws NoNamespacesException where there can be none
   * @throws MojoExecutionException where this plugin's tools are missing
   */
  public JailKind kind(
      ForkSettings settings,
      Policy policy,
      Optional<Path> jdk,
      BuildSession build,
      Executor executor,
      Consumer<String> warnings)
      throws MojoExecutionException, PolicyException, IOException {
    Machine machine = machine(jdk);
    NamespaceJails.check(machine, settings, policy);
    Path cache = NamespaceCache.of(machine.home());
    HostTools tools = tools(cache);
    NamespaceCache.builds(cache).sweep(build, warnings);
    return NamespaceJails.prepare(
        tools,
        machine,
        withClasses(settings, machine, cache, warnings),
        policy,
        NamespaceCache.newFolder(cache, build),
        executor);
  }

  /**
   * Returns the machine as it is for the project's tests; without a project, where Maven has none.
   *
   * @throws NoNamespacesException where the project's folder holds the user's home
   */
  public Machine machine(NamespaceUser user) throws IOException {
    boolean present = session.getRequest().isProjectPresent();
    return user.machine(
        Optional.empty(), present ? trees(user.home()) : List.of(), present ? hidden() : List.of());
  }

  /** With what the agent changes in classes of this JDK, which forks run on. */
  private static ForkSettings withClasses(
      ForkSettings settings, Machine machine, Path cache, Consumer<String> warnings) {
    if (settings.agent().isEmpty()) {
      return settings;
    }
    AgentJar agent = settings.agent().get();
    try {
      return settings.with(
          agent.with(
              new AgentClasses(NamespaceCache.agent(cache)).of(agent.jar(), machine.javaHome())));
    } catch (IOException e) {
      warnings.accept("the agent in the tests' JVMs takes longer to start: " + e.getMessage());
      return settings;
    }
  }

  /**
   * Opens the tools.
   *
   * @throws NoNamespacesException where they cannot be unpacked or started
   * @throws MojoExecutionException where they are missing
   */
  public HostTools tools(Path cache) throws MojoExecutionException, IOException {
    try {
      return HostTools.open(artifacts.tools(Architecture.ofThisMachine()), cache);
    } catch (ToolsException e) {
      throw new NoNamespacesException(e);
    }
  }

  private Machine machine(Optional<Path> jdk) throws IOException {
    NamespaceUser user = NamespaceUser.ofThisProcess();
    return user.machine(jdk, trees(user.home()), hidden());
  }

  /**
   * The reactor's folder, if it is not one that has much more in it, and the modules' elsewhere.
   */
  private List<Path> trees(Path home) throws IOException {
    List<Path> trees = new ArrayList<>();
    Path own = project.getBasedir().toPath().toRealPath();
    if (home.startsWith(own)) {
      throw new NoNamespacesException(
          "the project's folder " + own + " holds the user's home",
          "move the project into a folder of its own");
    }
    Optional<Path> root = new ReactorFolder(session).root();
    if (root.isPresent() && !home.startsWith(root.get().toRealPath())) {
      trees.add(root.get());
    }
    List<Path> modules =
        Stream.concat(Stream.of(project), session.getProjects().stream())
            .map(module -> module.getBasedir().toPath().toAbsolutePath().normalize())
            .toList();
    for (Path module : modules) {
      if (trees.stream().noneMatch(module::startsWith) && !home.startsWith(module.toRealPath())) {
        trees.add(module);
      }
    }
    return trees;
  }

  /** Settings have the passwords of repositories, and may lie in the project. */
  private List<Path> hidden() {
    Stream<Path> settings =
        Stream.of(
                session.getRequest().getUserSettingsFile(),
                session.getRequest().getGlobalSettingsFile())
            .filter(Objects::nonNull)
            .map(File::toPath);
    Stream<Path> folders =
        session.getProjects().stream()
            .map(module -> Path.of(module.getBuild().getDirectory()))
            .flatMap(target -> HIDDEN_IN_TARGET.stream().map(target::resolve));
    return Stream.concat(settings, folders).map(Path::toAbsolutePath).toList();
  }
}
