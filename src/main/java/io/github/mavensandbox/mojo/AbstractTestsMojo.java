package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.image.CacheFolders;
import io.github.mavensandbox.image.ImageException;
import io.github.mavensandbox.mojo.config.CommaList;
import io.github.mavensandbox.mojo.config.From;
import io.github.mavensandbox.mojo.config.Test;
import io.github.mavensandbox.mojo.project.ProjectOrigins;
import io.github.mavensandbox.mojo.project.ReactorFolder;
import io.github.mavensandbox.mojo.tests.ModuleTests;
import io.github.mavensandbox.mojo.tests.OldTestImages;
import io.github.mavensandbox.mojo.tests.ProjectFiles;
import io.github.mavensandbox.mojo.tests.ReportDirectories;
import io.github.mavensandbox.mojo.tests.SandboxWatch;
import io.github.mavensandbox.mojo.tests.SessionContainers;
import io.github.mavensandbox.mojo.tests.SettingsForTests;
import io.github.mavensandbox.mojo.tests.TestImages;
import io.github.mavensandbox.mojo.tests.TestJdk;
import io.github.mavensandbox.mojo.tests.TestLibraries;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.run.SessionFolders;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.HostPorts;
import io.github.mavensandbox.surefire.JailKind;
import io.github.mavensandbox.surefire.LocalRepository;
import io.github.mavensandbox.surefire.TestSandbox;
import io.github.mavensandbox.surefire.container.ContainerJails;
import io.github.mavensandbox.surefire.container.TestImage;
import io.github.mavensandbox.surefire.files.TakePaths;
import io.github.mavensandbox.surefire.files.TargetFiles;
import io.github.mavensandbox.surefire.files.TargetLimits;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import io.github.mavensandbox.surefire.fork.AgentJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.jspecify.annotations.Nullable;

/** What the goals share by which tests run in the sandbox. */
abstract class AbstractTestsMojo extends AbstractEngineMojo {

  /**
   * The tests' image and surroundings.
   *
   * <pre>
   * &lt;test&gt;
   *   &lt;image&gt;eclipse-temurin:21-jdk&lt;/image&gt;
   *   &lt;files&gt;
   *     &lt;file&gt;../testdata&lt;/file&gt;
   *   &lt;/files&gt;
   *   &lt;take&gt;
   *     &lt;path&gt;src/test/snapshots&lt;/path&gt;
   *   &lt;/take&gt;
   * &lt;/test&gt;
   * </pre>
   *
   * <code>image</code>, written as <code>&lt;from&gt;&lt;image&gt;</code> is, has a JDK; by default
   * it is <code>&lt;from&gt;&lt;image&gt;</code>, else <code>eclipse-temurin:RELEASE-jdk</code> of
   * the Java that runs Maven. <code>files</code> are files and folders that tests read: in a
   * container is what is on their class path, <code>src</code>, the POM, and what git tracks of the
   * build's modules, but for what begins with a dot, and nothing else of the host. What is in
   * Maven's local repository is shared by the forked JVMs and read-only, unless it is named here.
   * <code>take</code> has files and folders of the module that come back from the sandbox, and
   * replace what is there, beside what tests write in <code>target</code>: snapshots below <code>
   * src/test</code>, say, or folders of <code>target</code> that only the build writes to
   * otherwise. A test can then replace what a later step executes, ships or believes. <code>
   * resolve</code> is <code>true</code> where tests resolve artifacts by themselves, as those of
   * Quarkus and ShrinkWrap do: containers then have all POMs and metadata of the local repository,
   * too, and <code>files</code> names artifacts that are on no class path. In namespaces tests see
   * the whole repository anyway.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable Test test;

  /**
   * Alias for <code>&lt;test&gt;&lt;image&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.test.image")
  private @Nullable String testImage;

  /**
   * Alias for <code>&lt;test&gt;&lt;files&gt;</code> on the command line: paths, separated by
   * commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.test.files")
  private @Nullable String testFiles;

  /**
   * Alias for <code>&lt;test&gt;&lt;take&gt;</code> on the command line: paths, separated by
   * commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.test.take")
  private @Nullable String testTake;

  /**
   * Alias for <code>&lt;test&gt;&lt;resolve&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.test.resolve", defaultValue = "false")
  private boolean testResolve;

  /**
   * After how many seconds a forked JVM is ended, whatever it does.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.test.timeout", defaultValue = "7200")
  private int testTimeout;

  /**
   * The engine's networks that the tests join, such as one with a database that the engine started.
   *
   * <pre>
   * &lt;engineNetworks&gt;
   *   &lt;engineNetwork&gt;shop_default&lt;/engineNetwork&gt;
   * &lt;/engineNetworks&gt;
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable List<String> engineNetworks;

  /**
   * Alias for <code>engineNetworks</code> on the command line: names, separated by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.engineNetworks")
  private @Nullable String engineNetworksProperty;

  /**
   * More options for the engine's <code>create</code>, each as one word: <code>--name=value</code>,
   * as for <code>run</code>.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable List<String> createArgs;

  /**
   * Alias for <code>createArgs</code> on the command line: options, separated by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.createArgs")
  private @Nullable String createArgsProperty;

  /**
   * How much memory each forked JVM may use: a number and k, m or g, such as 512m. By default three
   * quarters of what Maven's own JVM sees. A JVM's default heap is then as large as outside, a
   * quarter of all; with a limit of yours it is a quarter of that.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.memory")
  private @Nullable String memory;

  /**
   * How many CPUs each forked JVM may use, 1.5 for one and a half; 0 for all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.cpus", defaultValue = "0")
  private double cpus;

  /**
   * How many threads and processes there may be at a time in a forked JVM's container.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.pids", defaultValue = "" + Limits.DEFAULT_PIDS)
  private int pids;

  /**
   * The size of <code>/dev/shm</code>: a number and k, m or g. By default 1g.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.shmSize")
  private @Nullable String shmSize;

  /**
   * Whether one forked JVM runs all tests of an execution, one class after another, whatever <code>
   * forkCount</code>, <code>reuseForks</code> and <code>forkMode</code> of Surefire and Failsafe
   * say. It is for a configuration that the sandbox refuses: tests in Maven's own JVM (<code>
   * forkCount</code> 0), and several JVMs with a version before 3.6.1. Tests that count on a JVM of
   * their own may then see what others have left behind.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.test.oneJvm", defaultValue = "false")
  boolean testOneJvm;

  /**
   * A regular expression. Properties that are given on Maven's command line and whose name it finds
   * stay outside; Surefire hands all others to the tests.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "sandbox.test.secrets",
      defaultValue = "(?i)passw|pwd|secret|token|credential|passphrase|api.?key|private.?key")
  private String testSecrets;

  /**
   * Whether each forked JVM has the agent, which writes down who tried to reach what: the code, the
   * test and the thread that it was for. Tests can see it as <code>-javaagent</code> among the
   * JVM's arguments; it costs a JVM up to a tenth of a second.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.agent", defaultValue = "true")
  private boolean agent;

  /** How the forks of this module's tests are made, as it is configured, and without the agent. */
  ForkSettings forks(
      Set<String> secrets, List<PublishedPort> debuggers, Mode mode, HostPorts hostPorts)
      throws MojoExecutionException {
    if (testTimeout < 1) {
      throw new MojoExecutionException(
          "sandbox.test.timeout '" + testTimeout + "' is not a number of seconds; give at least 1");
    }
    Path basedir = project.getBasedir().toPath();
    Path target = Path.of(project.getBuild().getDirectory());
    try {
      return new ForkSettings(
          basedir,
          target,
          new TargetFiles(
              target,
              project.getBuild().getFinalName(),
              TargetLimits.DEFAULT,
              new TargetFiles.Module(root(basedir), basedir, take(basedir, target))),
          CommaList.propertyElsePom(testFiles, test().files).stream()
              .map(file -> basedir.resolve(file).normalize())
              .toList(),
          TrackedFiles.NONE,
          repository(),
          System.getenv(),
          Map.of("TZ", TimeZone.getDefault().getID(), "LANG", "C.UTF-8"),
          secrets,
          debuggers,
          mode,
          hostPorts,
          CommaList.propertyElsePom(engineNetworksProperty, engineNetworks),
          Limits.parse(memory, cpus, pids, shmSize),
          new CreateOptions(CommaList.propertyElsePom(createArgsProperty, createArgs)),
          Optional.empty(),
          Duration.ofSeconds(testTimeout));
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  private TakePaths take(Path basedir, Path target) {
    List<String> paths = CommaList.propertyElsePom(testTake, test().take);
    TakePaths take = TakePaths.parse(paths, basedir, target);
    if (!take.isEmpty()) {
      getLog()
          .warn(
              "tests can replace every file in what <test><take> names (%s): classes and scripts that a later step executes, archives that it ships, reports that it believes. Look at what they wrote before you use it"
                  .formatted(String.join(", ", paths)));
    }
    return take;
  }

  /** The reactor's folder, or the module's if it is elsewhere. */
  private Path root(Path basedir) {
    return new ReactorFolder(session).root().filter(basedir::startsWith).orElse(basedir);
  }

  private LocalRepository repository() {
    Path folder = Path.of(session.getLocalRepository().getBasedir());
    return new LocalRepository(
        folder,
        SettingsForTests.of(session.getSettings(), folder),
        testResolve || Boolean.TRUE.equals(test().resolve));
  }

  private Test test() {
    return test == null ? new Test() : test;
  }

  /** The base of the tests' image. */
  BaseImage base() throws ImageException {
    From base = from == null ? new From() : from;
    String reference =
        Stream.of(testImage, test().image, fromImage, base.image)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(() -> TestJdk.image(Integer.toString(Runtime.version().feature())));
    return BaseImage.parse(reference, registryUsers().of(reference, base.auth));
  }

  boolean choosesTestImage() {
    return testImage != null || test().image != null;
  }

  /** Returns what is configured and only containers have, as it is written in the POM. */
  List<String> whatContainersHave() {
    Map<String, Boolean> configured = new LinkedHashMap<>();
    configured.put("<test><image>", choosesTestImage());
    configured.put("<engineNetworks>", engineNetworks != null || engineNetworksProperty != null);
    configured.put("<createArgs>", createArgs != null || createArgsProperty != null);
    configured.put("<memory>", memory != null);
    configured.put("<cpus>", cpus != 0);
    configured.put("<pids>", pids != Limits.DEFAULT_PIDS);
    configured.put("<shmSize>", shmSize != null);
    return configured.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .toList();
  }

  ForkSettings withAgent(ForkSettings forks) throws MojoExecutionException {
    return agent ? forks.with(new AgentJar(artifacts().agent())) : forks;
  }

  /** Returns them with the files of the modules, of which a container gets copies. */
  ForkSettings withTracked(ForkSettings forks) throws IOException {
    TrackedFiles tracked = new ProjectFiles(session, project).tracked();
    tracked.remarks().forEach(getLog()::info);
    return forks.with(tracked);
  }

  TestImages testImages() {
    return new TestImages(
        located(), imageBuilder(), artifacts(), CacheFolders.inProject(folder()).own());
  }

  /** Returns what removes old images; it spares the one that this build uses. */
  OldTestImages oldTestImages(TestImage used) {
    return new OldTestImages(
        located(),
        CacheFolders.inProject(folder()).own(),
        used.reference(),
        Clock.systemUTC(),
        getLog()::debug);
  }

  /** The kind of sandbox that is made of containers of an image. */
  JailKind containers(TestImage image, ForkSettings forks)
      throws MojoExecutionException, EngineException, InterruptedException {
    SessionContainers containers = SandboxWatch.of(session).containers();
    ContainerEngine engine = engine();
    try {
      return new ContainerJails(
          engine,
          containers.guard(engine, getLog()::warn),
          image,
          withAgent(forks),
          containers.executor());
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  /** The module's tests in this kind of sandbox; their firewall starts in the background. */
  ModuleTests moduleTests(
      JailKind kind, ForkSettings forks, Policy policy, Expectations expectations)
      throws MojoExecutionException, IOException {
    SessionContainers containers = SandboxWatch.of(session).containers();
    SessionFolders javas = new SessionFolders(folder().resolve("jvm"));
    javas.sweep(buildSession(), getLog()::warn);
    containers.executor().execute(this::sweepRuns);
    TestSandbox sandbox =
        new TestSandbox(kind, forks.deadline(), javas.of(buildSession()), containers.executor());
    sandbox.prepare();
    ExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
    return new ModuleTests(
        sandbox,
        forks,
        buildSession(),
        runFolders(),
        policy,
        expectations,
        new TestLibraries(project),
        new ReportDirectories(project, evaluator),
        new ProjectOrigins(project, session),
        testOneJvm ? Optional.of(evaluator) : Optional.empty(),
        getLog());
  }

  /**
   * Beside the build, which has nothing to do with the runs of earlier ones; what a short build
   * does not get to, the next one does.
   */
  private void sweepRuns() {
    try {
      runFolders().sweep(buildSession(), getLog()::warn);
    } catch (IOException e) {
      getLog().warn("cannot remove what earlier builds recorded: " + e.getMessage());
    }
  }

  /** Which properties of the command line tests are not told. */
  Pattern secrets() throws MojoExecutionException {
    try {
      return Pattern.compile(testSecrets);
    } catch (PatternSyntaxException e) {
      throw new MojoExecutionException(
          "sandbox.test.secrets '%s' is not a regular expression: %s"
              .formatted(testSecrets, e.getDescription()),
          e);
    }
  }
}
