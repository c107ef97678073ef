package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.mojo.project.OwnArtifacts;
import io.github.mavensandbox.mojo.project.ReactorFolder;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.SessionFolders;
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
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** Sets up namespaces of the kernel for a module's tests. */
public final class NamespaceSetup {

  /** What is kept below a module's {@code target} that holds what other forks were given. */
  private static final List<String> HIDDEN_IN_TARGET = List.of("sandbox", "surefire");

  /** As a line of {@code /etc/passwd} can have it. */
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

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
    SessionFolders folders = NamespaceCache.builds(cache);
    folders.sweep(build, warnings);
    Path own = Files.createDirectories(folders.of(build));
    return NamespaceJails.prepare(
        tools,
        machine,
        withClasses(settings, machine, cache, warnings),
        policy,
        Files.createTempDirectory(own, "module"),
        executor);
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

  private HostTools tools(Path cache) throws MojoExecutionException, IOException {
    try {
      return HostTools.open(artifacts.tools(Architecture.ofThisMachine()), cache);
    } catch (ToolsException e) {
      throw new NoNamespacesException(e);
    }
  }

  private Machine machine(Optional<Path> jdk) throws IOException {
    Path self = Path.of("/proc/self");
    int uid = (Integer) Files.getAttribute(self, "unix:uid");
    int gid = (Integer) Files.getAttribute(self, "unix:gid");
    if (uid == 0) {
      throw new NoNamespacesException(
          "Maven runs as root, and namespaces are for ordinary users", "run it as another user");
    }
    Path home = home();
    return new Machine(
        jdk.isPresent() ? jdk.get() : Path.of(System.getProperty("java.home")).toRealPath(),
        home,
        USER_NAME.matcher(System.getProperty("user.name")).matches()
            ? System.getProperty("user.name")
            : "user",
        uid,
        gid,
        hostName(),
        trees(home),
        hidden());
  }

  /** A user whom the machine does not know by name has what the environment says. */
  private static Path home() throws IOException {
    return UserHomes.all().stream()
        .filter(home -> home.getNameCount() > 0)
        .findFirst()
        .orElseThrow(
            () ->
                new NoNamespacesException(
                    "the user has no home", "set HOME to a folder that this user owns"));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
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
