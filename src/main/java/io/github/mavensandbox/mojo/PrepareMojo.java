package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.UnusableEngineException;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.mojo.config.CommaList;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.Outside;
import io.github.mavensandbox.mojo.tests.Debugger;
import io.github.mavensandbox.mojo.tests.HostServers;
import io.github.mavensandbox.mojo.tests.ModuleTests;
import io.github.mavensandbox.mojo.tests.NamespaceSetup;
import io.github.mavensandbox.mojo.tests.OldTestImages;
import io.github.mavensandbox.mojo.tests.RunnersAhead;
import io.github.mavensandbox.mojo.tests.SandboxKind;
import io.github.mavensandbox.mojo.tests.SandboxWatch;
import io.github.mavensandbox.mojo.tests.SurefireSetup;
import io.github.mavensandbox.mojo.tests.TestJdk;
import io.github.mavensandbox.mojo.tests.Unprotected;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.JailKind;
import io.github.mavensandbox.surefire.container.TestImage;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Has Surefire's and Failsafe's forked JVMs live in the sandbox: the tests run as they always did,
 * with the same results and reports, and reach nothing but what the policy allows.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "prepare",
    configurator = SandboxConfigurator.NAME,
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    threadSafe = true)
public class PrepareMojo extends AbstractTestsMojo {

  /**
   * The kind of sandbox: <code>namespaces</code> of the Linux kernel, in which tests run on this
   * machine's own Java, with nothing to install and nothing to copy; <code>containers</code> of an
   * engine; or <code>auto</code>: namespaces, but containers where Maven runs as root, the machine
   * refuses namespaces, or the configuration has what only containers have (<code>engine</code>,
   * <code>&lt;test&gt;&lt;image&gt;</code>, <code>memory</code>, a rule <code>in</code> and
   * others). The manual says what each kind promises.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.kind", defaultValue = "auto")
  private String kind;

  /**
   * What to do when there can be no sandbox, of the kind that is configured or with <code>auto
   * </code> of either: <code>fail</code>, or <code>skip</code>, which runs the tests without
   * protection and warns.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.whenNoEngine", defaultValue = "fail")
  private String whenNoEngine;

  /**
   * Executions of other plugins that may run tests outside of the sandbox. The manual lists the
   * plugins. This goal warns about their other executions, and <code>check</code>, which has the
   * same parameter, fails the build. So put this into the <code>&lt;configuration&gt;</code> of
   * both goals.
   *
   * <pre>
   * &lt;outside&gt;
   *   &lt;execution&gt;pitest-maven:mutationCoverage@default&lt;/execution&gt;
   * &lt;/outside&gt;
   * </pre>
   *
   * Each is written <code>artifactId:goal@executionId</code>. A goal on the command line has the id
   * <code>default-cli</code>. An execution of scalatest-maven-plugin runs in the sandbox unless it
   * is in this list.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable List<String> outside;

  /**
   * Alias for <code>outside</code> on the command line: executions, separated by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.outside")
  private @Nullable String outsideProperty;

  @Component private LifecycleExecutor lifecycle;

  @Component private ToolchainManager toolchains;

  @Override
  void executeMojo()
      throws MojoExecutionException, PolicyException, IOException, InterruptedException {
    SurefireSetup surefire = new SurefireSetup(project, session);
    if (!surefire.hasTests()) {
      getLog().info("skipped: a project with packaging 'pom' runs no tests");
      return;
    }
    Outside accepted = Outside.of(CommaList.propertyElsePom(outsideProperty, outside));
    RunnersAhead runners =
        new RunnersAhead(
            session,
            project,
            execution,
            BuildPlan.of(lifecycle, session, project, execution),
            accepted);
    if (surefire.skipsTests() && !runners.enterSandbox()) {
      getLog().info("skipped: tests are skipped");
      return;
    }
    if (!List.of("fail", "skip").contains(whenNoEngine)) {
      throw new MojoExecutionException(
          "sandbox.whenNoEngine '" + whenNoEngine + "' is none of: fail, skip");
    }
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new MojoExecutionException(
          "tests run in the sandbox where Maven runs on Linux, and this is %s; build in a Linux VM, a container or WSL, or set sandbox.skip"
              .formatted(System.getProperty("os.name")));
    }
    Mode mode = mode();
    surefire.check(testOneJvm);
    runners.announce(getLog());
    SandboxKind asked = SandboxKind.parse(kind);
    if (asked == SandboxKind.CONTAINERS) {
      lookForEngine();
    }
    Policy policy = policy();
    Expectations expectations = expectations();
    remarkReplacedRules();
    Debugger debugger = Debugger.of(session.getUserProperties());
    HostServers servers =
        new HostServers(
            policy,
            lateRules(),
            new PluginParameterExpressionEvaluator(session, execution),
            getLog()::info);
    ForkSettings forks = forks(surefire.secrets(secrets()), debugger.published(), mode, servers);
    Optional<TestJdk> jdk = TestJdk.find(surefire, session, toolchains);
    try {
      begin(tests(asked, policy, expectations, debugger, forks, jdk), accepted);
    } catch (NoNamespacesException | EngineException e) {
      if (!whenNoEngine.equals("skip")) {
        throw e;
      }
      String reason = "sandbox.whenNoEngine=skip, and " + e.getMessage();
      getLog().warn("the tests run WITHOUT the sandbox: " + reason);
      Unprotected.mark(project, reason);
    }
  }

  /** The module's tests in a sandbox of the kind that was asked for. */
  private ModuleTests tests(
      SandboxKind asked,
      Policy policy,
      Expectations expectations,
      Debugger debugger,
      ForkSettings forks,
      Optional<TestJdk> jdk)
      throws MojoExecutionException, PolicyException, IOException, InterruptedException {
    BaseImage base = base();
    Optional<NoNamespacesException> refused = Optional.empty();
    if (asked != SandboxKind.CONTAINERS) {
      try {
        JailKind namespaces = namespaces(asked, policy, forks, jdk);
        say("namespaces of this machine's kernel", asked, Optional.empty());
        return moduleTests(namespaces, forks, policy, expectations);
      } catch (NoNamespacesException e) {
        if (asked == SandboxKind.NAMESPACES) {
          throw e.ofKindThatIsConfigured();
        }
        refused = Optional.of(e);
      }
    }
    if (!forks.hostPorts().isEmpty()) {
      throw new MojoExecutionException(
          "<allow> has a server of 'host', the machine that runs Maven, which only tests in namespaces reach, and they run in containers%s"
              .formatted(
                  refused
                      .map(e -> ": " + e.getMessage())
                      .orElse(" (sandbox.kind containers); remove sandbox.kind")));
    }
    if (jdk.isPresent() && !choosesTestImage()) {
      throw jdk.get().notInContainers(refused.map(NoNamespacesException::getMessage));
    }
    located(refused);
    say("containers", asked, refused);
    SandboxWatch.of(session).containers().guard(engine(), getLog()::warn);
    Policy effective = debugger.admittedTo(policy, engine(), forks.networks());
    TestImage image =
        testImages()
            .get(base, effective, AppUser.ofThisProcess(), getLog()::warn)
            .named(System.getProperty("user.name"));
    OldTestImages old = oldTestImages(image);
    SandboxWatch.of(session).containers().executor().execute(old::removeOnceADay);
    ForkSettings own = withTracked(forks);
    return moduleTests(containers(image, own), own, effective, expectations);
  }

  private void say(String kind, SandboxKind asked, Optional<NoNamespacesException> refused) {
    getLog()
        .info(
            "tests run in "
                + kind
                + refused.map(e -> ": " + e.reason()).orElse("")
                + " (sandbox.kind "
                + asked.label()
                + ")");
  }

  /**
   * Waits for the engine.
   *
   * @param refused why tests cannot run in namespaces, where they should have
   */
  private void located(Optional<NoNamespacesException> refused)
      throws EngineException, InterruptedException {
    try {
      engine();
    } catch (EngineException e) {
      if (refused.isEmpty()) {
        throw e;
      }
      throw new UnusableEngineException(
          "there is no sandbox for the tests. Namespaces: %s. Containers: %s"
              .formatted(refused.get().getMessage(), e.getMessage()),
          e);
    }
  }

  private JailKind namespaces(
      SandboxKind asked, Policy policy, ForkSettings forks, Optional<TestJdk> jdk)
      throws MojoExecutionException, PolicyException, IOException {
    List<String> others = new ArrayList<>(whatContainersHave());
    if (asked == SandboxKind.AUTO) {
      // What chooses one for other goals is no mistake beside kind 'namespaces'.
      others.addAll(whatChoosesEngine());
    }
    if (!others.isEmpty()) {
      throw NoNamespacesException.configured(
          "only containers have " + String.join(", ", others), "remove that");
    }
    return new NamespaceSetup(session, project, artifacts())
        .kind(
            withAgent(forks),
            policy,
            jdk.map(TestJdk::home),
            buildSession(),
            SandboxWatch.of(session).containers().executor(),
            getLog()::warn);
  }

  private void begin(ModuleTests module, Outside accepted) {
    SandboxWatch.of(session).add(project, module, accepted);
    project.getProperties().setProperty(SurefireSetup.JVM, module.java().toString());
    if (usesTestcontainers()) {
      getLog()
          .info(
              "Testcontainers finds no engine in the sandbox; start what it would start before the tests, and"
                  + " allow that: 'A database for the tests' in the README shows how");
    }
  }

  /** As the POM says: nothing has to be resolved for that. */
  private boolean usesTestcontainers() {
    return project.getDependencies().stream()
        .anyMatch(dependency -> dependency.getGroupId().equals("org.testcontainers"));
  }
}
