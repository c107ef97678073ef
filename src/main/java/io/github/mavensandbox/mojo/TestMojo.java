package io.github.mavensandbox.mojo;

import io.github.mavensandbox.mojo.config.Container;
import io.github.mavensandbox.mojo.config.From;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.config.To;
import io.github.mavensandbox.mojo.project.ImageConfiguration;
import io.github.mavensandbox.mojo.tests.ModuleTests;
import io.github.mavensandbox.mojo.tests.SurefireSetup;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.HostPorts;
import io.github.mavensandbox.surefire.container.TestImage;
import java.io.IOException;
import java.util.List;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Runs the project's own Surefire executions in the image that <code>build</code> made: on the Java
 * that the program will have, whatever happened before. Their reports go to <code>
 * target/sandbox/surefire-reports</code>. A test that fails there fails the build as Surefire
 * would; what was blocked is for <code>check</code> to judge.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "test",
    configurator = SandboxConfigurator.NAME,
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public class TestMojo extends AbstractTestsMojo {

  private static final String SUREFIRE = "maven-surefire-plugin";

  @Component private LifecycleExecutor lifecycle;

  @Component private BuildPluginManager plugins;

  /**
   * The image, as <code>build</code> names it.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable To to;

  /**
   * Alias for <code>&lt;to&gt;&lt;image&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.to.image")
  private @Nullable String toImage;

  @Override
  void executeMojo()
      throws MojoExecutionException,
          MojoFailureException,
          PolicyException,
          IOException,
          InterruptedException {
    if (isPom()) {
      return;
    }
    SurefireSetup surefire = new SurefireSetup(project, session);
    if (surefire.skipsTests()) {
      getLog().info("skipped: tests are skipped");
      return;
    }
    refuseAudit();
    surefire.check(testOneJvm);
    if (surefire.hasToolchain()) {
      throw new MojoExecutionException(
          "<jdkToolchain> of Surefire is a JDK of this machine, and this goal runs the tests on the"
              + " Java of the product's image; remove it");
    }
    lookForEngine();
    Policy policy = policy();
    refuseHostServers(policy);
    Expectations expectations = expectations();
    ForkSettings forks =
        withTracked(forks(surefire.secrets(secrets()), List.of(), Mode.ENFORCE, HostPorts.NONE));
    List<MojoExecution> executions = executions();
    TestImage image = testImages().existing(product(), policy, getLog()::warn);
    ModuleTests module = moduleTests(containers(image, forks), forks, policy, expectations);
    try {
      for (MojoExecution execution : executions) {
        run(module, execution);
      }
    } finally {
      module.close();
    }
  }

  private String product() {
    return new ImageConfiguration(
            project, new From(), To.of(to, toImage, null), new Container(), registryUsers())
        .references()
        .get(0);
  }

  /** Surefire's executions of the project's own life cycle, with all of their configuration. */
  private List<MojoExecution> executions() throws MojoExecutionException {
    try {
      return lifecycle.calculateExecutionPlan(session, "test").getMojoExecutions().stream()
          .filter(execution -> execution.getArtifactId().equals(SUREFIRE))
          .filter(execution -> execution.getGoal().equals("test"))
          .toList();
    } catch (Exception e) {
      throw new MojoExecutionException(
          "the project's Surefire executions cannot be told: " + e.getMessage(), e);
    }
  }

  private void run(ModuleTests module, MojoExecution execution)
      throws MojoExecutionException, MojoFailureException {
    SurefireSetup.set(
        execution, "reportsDirectory", folder().resolve("surefire-reports").toString());
    Xpp3Dom configuration = execution.getConfiguration();
    for (int i = configuration.getChildCount() - 1; i >= 0; i--) {
      // The debugger was there the first time; its port is not published now.
      if (configuration.getChild(i).getName().equals("debugForkedProcess")) {
        configuration.removeChild(i);
      }
    }
    module.begin(execution);
    try {
      plugins.executeMojo(session, execution);
    } catch (MojoFailureException | MojoExecutionException e) {
      throw e;
    } catch (Exception e) {
      throw new MojoExecutionException("Surefire could not be run: " + e.getMessage(), e);
    } finally {
      module.end();
    }
  }
}
