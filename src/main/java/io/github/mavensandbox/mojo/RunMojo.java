package io.github.mavensandbox.mojo;

import com.google.cloud.tools.jib.api.Ports;
import io.github.mavensandbox.attribution.Explainer;
import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.engine.Terminal;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.image.BuiltImage;
import io.github.mavensandbox.image.ImageException;
import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.mojo.config.CommaList;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.program.ProgramAgent;
import io.github.mavensandbox.mojo.program.SandboxedRun;
import io.github.mavensandbox.mojo.project.ImageConfiguration;
import io.github.mavensandbox.mojo.project.ProjectImage;
import io.github.mavensandbox.mojo.project.ProjectOrigins;
import io.github.mavensandbox.mojo.project.ReactorSelection;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.report.ConsoleSummary;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.RunReader;
import io.github.mavensandbox.report.files.Reports;
import io.github.mavensandbox.run.RunDescription;
import io.github.mavensandbox.surefire.fork.AgentJar;
import io.github.mavensandbox.surefire.fork.JvmLocale;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Runs the project's main class, or any command, in its image: the known networks are reachable,
 * every other is blocked at once, and the program has no privilege. Input, output and signals pass
 * through. What was blocked is listed at the end, in <code>target/sandbox/report.html</code> and in
 * <code>
 * report.json</code> beside it.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "run",
    configurator = SandboxConfigurator.NAME,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public class RunMojo extends AbstractImageMojo {

  /** What a program ends with that was asked to end: 128 + INT, 128 + TERM. */
  private static final List<Integer> ASKED_TO_END = List.of(130, 143);

  /** What an engine ends with when a container cannot be set up, or its entry point not started. */
  private static final List<Integer> NOT_STARTED = List.of(126, 127, 128);

  /**
   * A command line to run in place of the main class, by the image's shell.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.command")
  private @Nullable String command;

  /**
   * The engine's networks to join: one network, such as one that Compose made, or several.
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
   * More options for the engine's <code>create</code>, each as one word: <code>--name=value</code>.
   * What would open the sandbox (namespaces of the host, the engine's socket, privileges) is
   * refused.
   *
   * <pre>
   * &lt;createArgs&gt;
   *   &lt;createArg&gt;--ulimit=nofile=4096&lt;/createArg&gt;
   * &lt;/createArgs&gt;
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable List<String> createArgs;

  /**
   * Alias for <code>createArgs</code> on the command line: options, separated by commas, for
   * example <code>-Dsandbox.createArgs=--ulimit=nofile=4096</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.createArgs")
  private @Nullable String createArgsProperty;

  /**
   * Starts the container with all privileges of the engine, as the founding article did. The
   * program has none all the same; only needed where an engine lets nothing else load firewall
   * rules.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.privileged", defaultValue = "false")
  private boolean privileged;

  /**
   * How much memory the program may use: a number and k, m or g, such as 512m. By default three
   * quarters of what Maven's own JVM sees. A JVM's default heap is a quarter of the limit.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.memory")
  private @Nullable String memory;

  /**
   * How many CPUs the program may use, 1.5 for one and a half; 0 for all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.cpus", defaultValue = "0")
  private double cpus;

  /**
   * How many threads and processes there may be at a time.
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
   * Whether the program's JVM has the agent, which writes down who tried to reach what. The program
   * does not see it; it costs up to a tenth of a second. It is for the main class, and not for
   * <code>command</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.agent", defaultValue = "true")
  private boolean agent;

  @Override
  void executeMojo()
      throws MojoExecutionException,
          MojoFailureException,
          PolicyException,
          IOException,
          InterruptedException {
    if (!new ReactorSelection(session).means(project)) {
      getLog()
          .info(
              "skipped: not the module to run; start Maven in a module's directory or name it with"
                  + " -pl");
      return;
    }
    if (isPom()) {
      return;
    }
    Mode mode = mode();
    lookForEngine();
    Policy policy = policy();
    refuseHostServers(policy);
    Expectations expectations = expectations();
    ProjectImage image = image();
    List<String> words = command == null ? image.mainCommand() : List.of(command);
    List<String> started = command == null ? inThisLanguage(words) : words;
    // What is wrong with it is said before an image is built for it.
    ContainerSpec bare = container(started, mode);
    Optional<ProgramAgent> possible = agent(words);
    BuiltImage built =
        image.intoEngine(command == null ? words : image.mainCommandElse(words), command == null);
    Optional<ProgramAgent> used = possible.filter(any -> built.takesAgents());
    ContainerSpec container = used.isPresent() ? container(used.get().in(started), mode) : bare;
    SandboxedRun.Ended ended =
        new SandboxedRun(engine(), runFolders(), used, getLog())
            .run(
                container,
                RunDescription.begin(
                    buildSession(),
                    container.name(),
                    "run",
                    execution.getExecutionId(),
                    mode,
                    policy.rules()));
    Run run = run(ended, policy, expectations, image);
    OptionalInt exitCode = ended.description().exitCode();
    judge(ended.record(), exitCode);
    report(policy, expectations, run);
    if (exitCode.isPresent() && !isSuccess(exitCode.getAsInt())) {
      throw new MojoFailureException("the program exited with " + exitCode.getAsInt());
    }
  }

  private Run run(
      SandboxedRun.Ended ended, Policy policy, Expectations expectations, ProjectImage image)
      throws IOException {
    Explainer explainer =
        new Explainer(new ProjectOrigins(project, session).ofImage(image.files()));
    return new RunReader(runFolders(), expectations, policy.file(), explainer)
        .read(ended.description(), ended.record());
  }

  /** The flags of the project's own come later, and count. */
  private static List<String> inThisLanguage(List<String> mainCommand) {
    List<String> words = new ArrayList<>(mainCommand);
    words.addAll(1, JvmLocale.options());
    return words;
  }

  /** A command line of the user's may be anything, and need not be Java. */
  private Optional<ProgramAgent> agent(List<String> words)
      throws MojoExecutionException, ImageException {
    return agent && command == null && AgentJar.suits(words)
        ? Optional.of(new ProgramAgent(new AgentJar(artifacts().agent()), configuration().user()))
        : Optional.empty();
  }

  private ContainerSpec container(List<String> words, Mode mode) throws MojoExecutionException {
    List<String> quietly = new ArrayList<>(mode.options());
    quietly.add("--quiet");
    quietly.addAll(words);
    ImageConfiguration configuration = configuration();
    Program program =
        new Program(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            quietly,
            configuration.locale(),
            Terminal.isAttached());
    List<PublishedPort> ports = publishedPorts();
    try {
      return ContainerSpec.of(
              configuration.references().get(0), ContainerGuard.newName("run"), program)
          .with(Limits.parse(memory, cpus, pids, shmSize))
          .with(
              new ContainerNetwork.Own(
                  CommaList.propertyElsePom(engineNetworksProperty, engineNetworks), ports))
          .with(new Privileges(SandboxImage.CAPABILITIES, privileged, false))
          .with(new CreateOptions(CommaList.propertyElsePom(createArgsProperty, createArgs)));
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  private List<PublishedPort> publishedPorts() throws MojoExecutionException {
    try {
      return Ports.parse(configuration().ports()).stream()
          .map(port -> PublishedPort.onLoopback(port.getPort(), port.getProtocol()))
          .sorted(Comparator.comparing(PublishedPort::containerPort))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new MojoExecutionException("<container><ports>: " + e.getMessage(), e);
    }
  }

  /** Who did not start the program said why, on stderr, and no record was closed. */
  private static void judge(KernelRecord record, OptionalInt exitCode)
      throws MojoExecutionException {
    if (record.counters().isPresent() || exitCode.isEmpty()) {
      return;
    }
    if (NOT_STARTED.contains(exitCode.getAsInt())) {
      throw new MojoExecutionException(
          "the engine did not start the container; its message above tells why");
    }
    if (exitCode.getAsInt() == SandboxedRun.REFUSED) {
      throw new MojoExecutionException(
          "the sandbox refused to start the program; the line above that begins with 'sandbox:'"
              + " tells why");
    }
  }

  private void report(Policy policy, Expectations expectations, Run run) throws IOException {
    Report report = Report.of(policy, expectations, List.of(run), List.of());
    Reports reports = reports();
    reports.write(moduleReport(report), false);
    List<String> lines = new ConsoleSummary(ZoneId.systemDefault()).linesOfSingleRun(run);
    boolean clean = run.isClean();
    lines.forEach(clean ? getLog()::info : getLog()::warn);
    report.auditSummary(reports.policy()).ifPresent(getLog()::warn);
    if (!clean) {
      getLog().warn("all of it is in " + reports.page());
    }
  }

  /** Ctrl-C is how a server is ended. */
  private static boolean isSuccess(int exitCode) {
    return exitCode == 0 || ASKED_TO_END.contains(exitCode);
  }
}
