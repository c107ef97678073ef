package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.UnusableEngineException;
import io.github.mavensandbox.image.ImageException;
import io.github.mavensandbox.mojo.config.ConfigurationCheck;
import io.github.mavensandbox.mojo.config.NetworkRules;
import io.github.mavensandbox.mojo.config.ReplacedRules;
import io.github.mavensandbox.mojo.config.ReplacedSources;
import io.github.mavensandbox.mojo.project.PolicyArtifacts;
import io.github.mavensandbox.mojo.project.PolicyFiles;
import io.github.mavensandbox.mojo.project.ProjectOrigins;
import io.github.mavensandbox.mojo.project.ProjectPolicy;
import io.github.mavensandbox.mojo.project.ProjectSources;
import io.github.mavensandbox.mojo.tests.HostServers;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.WrittenPolicy;
import io.github.mavensandbox.policy.WrittenRule;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.ci.CiEnvironment;
import io.github.mavensandbox.report.files.Reports;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunFolders;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import io.github.mavensandbox.tools.ToolsException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What all goals share: the policy, being skipped, and one line for whatever goes wrong. */
abstract class AbstractSandboxMojo extends AbstractMojo {

  private static final String SEE_DOCTOR = "; run 'mvn sandbox:doctor' to see what is missing";

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  MojoExecution execution;

  /**
   * Skips this goal.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The policy: which networks the program reaches, and may be reached from. Every other is blocked
   * and recorded. A rule is <code>[in|out] target[:ports][/tcp|/udp]</code>; its target is an
   * address, a CIDR or a host name (which is resolved once, at start), its ports are those of the
   * side that is called. Without a direction it means both. <code>out host:8080/tcp</code> is a
   * server on the machine that runs Maven, for tests in namespaces.
   *
   * <pre>
   * &lt;network&gt;
   *   &lt;allow&gt;
   *     &lt;rule&gt;10.0.0.0/8&lt;/rule&gt;
   *     &lt;rule&gt;out db.internal:5432/tcp&lt;/rule&gt;
   *     &lt;rule&gt;in 172.17.0.1:8080/tcp&lt;/rule&gt;
   *     &lt;rule&gt;[2001:db8::/32]:443&lt;/rule&gt;
   *   &lt;/allow&gt;
   *   &lt;deny&gt;
   *     &lt;rule&gt;10.1.0.0/16&lt;/rule&gt;
   *   &lt;/deny&gt;
   *   &lt;expect&gt;
   *     &lt;rule&gt;out telemetry.example&lt;/rule&gt;
   *   &lt;/expect&gt;
   * &lt;/network&gt;
   * </pre>
   *
   * <code>deny</code> wins over <code>allow</code>. Without any <code>allow</code> it is <code>
   * 192.168.0.0/24</code>; <code>&lt;rule&gt;none&lt;/rule&gt;</code> allows nothing but loopback.
   * What <code>expect</code> names is blocked all the same, and listed, but is no violation; a host
   * name there stands for the look-up of that name. A rule there may end in <code>drop</code> (
   * <code>out 192.0.2.1 drop</code>): its packets then vanish as in a black hole, where others are
   * refused at once; for tests of time-outs.
   *
   * <p>A child POM's list replaces its parent's. To add to it, write:
   *
   * <pre>
   * &lt;deny combine.children="append"&gt;
   *   &lt;rule&gt;10.2.0.0/16&lt;/rule&gt;
   * &lt;/deny&gt;
   * </pre>
   *
   * The same goes for <code>allow</code> and <code>expect</code>, for profiles, and for an
   * execution whose plugin has a list.
   *
   * <p>Rules may also stand in files of the project, and in files that an organisation shares as
   * artifacts of type <code>txt</code>; all of them add up:
   *
   * <pre>
   * &lt;network&gt;
   *   &lt;file&gt;policy.txt&lt;/file&gt;
   *   &lt;artifact&gt;com.example:policy:1&lt;/artifact&gt;
   * &lt;/network&gt;
   * </pre>
   *
   * Several are separated by commas. A relative path is looked for in the module's folder, and then
   * in the reactor's. A line of such a file is <code>allow RULE</code>, <code>deny RULE</code> or
   * <code>expect RULE</code>; a <code>#</code> at a line's start or after a space begins a comment.
   * A list of the command line replaces that list of the POM, of files and of artifacts, but for
   * what an artifact denies.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable NetworkRules network;

  /**
   * Replaces <code>&lt;network&gt;&lt;allow&gt;</code>, and what policy files and artifacts allow,
   * on the command line: rules, separated by commas, for example <code>
   * "-Dsandbox.allow=10.0.0.0/8,out db.internal:5432/tcp"</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.allow")
  private @Nullable String allow;

  /**
   * Replaces <code>&lt;network&gt;&lt;deny&gt;</code>, and what policy files deny, on the command
   * line: rules, separated by commas. What policy artifacts deny stays denied.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.deny")
  private @Nullable String deny;

  /**
   * Replaces <code>&lt;network&gt;&lt;expect&gt;</code>, and what policy files and artifacts
   * expect, on the command line: rules, separated by commas, for example <code>
   * "-Dsandbox.expect=out telemetry.example,out 198.51.100.9:443/tcp"
   * </code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.expect")
  private @Nullable String expect;

  /**
   * Replaces <code>&lt;network&gt;&lt;file&gt;</code> on the command line: policy files, separated
   * by commas. Empty, it stands for none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.policy")
  private @Nullable String file;

  @Component RepositorySystem repositories;

  private @Nullable ProjectPolicy projectPolicy;
  private @Nullable Policy policy;
  private @Nullable Expectations expectations;

  CiEnvironment ci = CiEnvironment.of(System.getenv());

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    ConfigurationCheck configuration = new ConfigurationCheck(session, project, execution);
    if (skip) {
      configuration.checkSkip();
      getLog().info("skipped: sandbox.skip is set");
      return;
    }
    try {
      configuration.check();
      executeMojo();
    } catch (NoNamespacesException e) {
      throw oneLine(e.isConfigured() ? e.getMessage() : e.getMessage() + SEE_DOCTOR, e);
    } catch (UnusableEngineException e) {
      throw oneLine(e.getMessage() + SEE_DOCTOR, e);
    } catch (PolicyException | ImageException | ToolsException | EngineException e) {
      throw oneLine(e.getMessage(), e);
    } catch (IOException e) {
      throw oneLine(described(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("interrupted", e);
    }
  }

  abstract void executeMojo()
      throws MojoExecutionException,
          MojoFailureException,
          PolicyException,
          IOException,
          InterruptedException;

  /** The policy, which is read once: of many networks that takes a while. */
  Policy policy() throws MojoExecutionException, PolicyException {
    if (policy == null) {
      WrittenPolicy written = projectPolicy().written();
      List<WrittenRule> allowed =
          written.allow().stream().filter(rule -> !HostServers.isLate(rule.text())).toList();
      policy =
          Policy.of(new WrittenPolicy(allowed, written.deny(), written.expect(), written.file()))
              .dropping(expectations().dropped());
    }
    return policy;
  }

  /** Rules that open a server of this machine at a port that is not known yet. */
  List<String> lateRules() throws MojoExecutionException, PolicyException {
    return projectPolicy().written().allow().stream()
        .map(WrittenRule::text)
        .filter(HostServers::isLate)
        .toList();
  }

  /** Refuses rules with servers of this machine, where nothing would lead to them. */
  void refuseHostServers(Policy policy) throws MojoExecutionException, PolicyException {
    if (!policy.hostPorts().isEmpty() || !lateRules().isEmpty()) {
      throw new MojoExecutionException(
          "<allow> has a server of 'host', the machine that runs Maven, which only tests in namespaces reach (sandbox:prepare); write the address at which a container reaches it");
    }
  }

  Expectations expectations() throws MojoExecutionException, PolicyException {
    if (expectations == null) {
      expectations = Expectations.of(projectPolicy().written());
    }
    return expectations;
  }

  /** Says what of the POM, its parents and profiles is not in effect. */
  void remarkReplacedRules() throws MojoExecutionException, PolicyException {
    ReplacedRules replaced = new ReplacedRules(session, project, execution);
    projectPolicy().remarks(replaced).forEach(getLog()::info);
    projectPolicy().warnings(replaced, replacedSources()).forEach(getLog()::warn);
  }

  /** Finds what parents configure and is not in effect. */
  ReplacedSources replacedSources() {
    return new ReplacedSources(session, project, execution);
  }

  ProjectPolicy projectPolicy() throws MojoExecutionException, PolicyException {
    if (projectPolicy == null) {
      projectPolicy =
          ProjectPolicy.read(
              network == null ? new NetworkRules() : network,
              new ProjectPolicy.Properties(allow, deny, expect, file),
              new PolicyFiles(session, project),
              new PolicyArtifacts(repositories, session, project));
    }
    return projectPolicy;
  }

  /** The folder of all that this plugin writes for the project. */
  Path folder() {
    return Path.of(project.getBuild().getDirectory(), "sandbox");
  }

  /** The folders of the project's sandboxed runs. */
  RunFolders runFolders() {
    return new RunFolders(folder().resolve("runs"));
  }

  /** This build, as the runs that belong to it name it. */
  BuildSession buildSession() {
    return BuildSession.ofThisProcess(session.getStartTime().toInstant());
  }

  /** What this module's report is written with. */
  Reports reports() {
    return new Reports(folder(), ci, System.out);
  }

  /** The report of this module. */
  ModuleReport moduleReport(Report report) {
    return new ModuleReport(
        ProjectOrigins.coordinates(project),
        report,
        new ProjectSources(project, session).find(root()));
  }

  /** What paths in reports are relative to: what the CI server has checked out, else the build. */
  private Path root() {
    MavenProject top = session.getTopLevelProject();
    Path build =
        Optional.ofNullable(top == null ? null : top.getBasedir())
            .map(File::toPath)
            .orElse(Path.of(""))
            .toAbsolutePath();
    return ci.checkout().filter(build::startsWith).orElse(build);
  }

  /** Maven would append the messages of all causes; what is suppressed, it shows with -e only. */
  private static MojoExecutionException oneLine(@Nullable String message, Exception e) {
    MojoExecutionException failure = new MojoExecutionException(message);
    failure.addSuppressed(e);
    return failure;
  }

  /** An IOException's message is often nothing but a path. */
  private static String described(IOException e) {
    return Optional.ofNullable(e.getMessage())
        .filter(message -> message.contains(" "))
        .orElseGet(e::toString);
  }
}
