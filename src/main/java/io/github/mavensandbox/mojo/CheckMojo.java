package io.github.mavensandbox.mojo;

import io.github.mavensandbox.attribution.Explainer;
import io.github.mavensandbox.mojo.config.CommaList;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.project.ProjectOrigins;
import io.github.mavensandbox.mojo.project.ReactorReports;
import io.github.mavensandbox.mojo.runners.BuildCache;
import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import io.github.mavensandbox.mojo.runners.Outside;
import io.github.mavensandbox.mojo.runners.OutsideTests;
import io.github.mavensandbox.mojo.tests.AfterCheck;
import io.github.mavensandbox.mojo.tests.ReportDirectories;
import io.github.mavensandbox.mojo.tests.RestoredReports;
import io.github.mavensandbox.mojo.tests.SandboxWatch;
import io.github.mavensandbox.mojo.tests.SurefireSetup;
import io.github.mavensandbox.mojo.tests.Unprotected;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.report.ConsoleSummary;
import io.github.mavensandbox.report.Gate;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.TestReports;
import io.github.mavensandbox.report.files.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * The gate: reads the records of all sandboxed runs of this build, writes what it finds to <code>
 * target/sandbox</code> (<code>report.html</code>, <code>report.json</code>, <code>report.sarif
 * </code> and <code>
 * TEST-sandbox.xml</code>), and fails when something tried to reach what the policy does not allow.
 * It also fails, whatever is configured, when a record is missing or damaged, when tests of this
 * build ran outside of the sandbox, or when more is to run in the sandbox after the last execution
 * of this goal.
 *
 * <pre>
 * &lt;execution&gt;
 *   &lt;goals&gt;
 *     &lt;goal&gt;prepare&lt;/goal&gt;
 *     &lt;goal&gt;check&lt;/goal&gt;
 *   &lt;/goals&gt;
 * &lt;/execution&gt;
 * </pre>
 *
 * @since 0.1.0
 */
@Mojo(
    name = "check",
    configurator = SandboxConfigurator.NAME,
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public class CheckMojo extends AbstractSandboxMojo {

  /**
   * Whether a violation fails the build; if not, it is a warning. A record that cannot be relied
   * on, and tests outside of the sandbox, fail it always.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.failOnViolation", defaultValue = "true")
  private boolean failOnViolation;

  /**
   * Executions of other plugins that may run tests outside of the sandbox. The manual lists the
   * plugins. One of their executions that is not in this list fails the build, whatever is
   * configured, if it ran in this build or will run after this goal. An execution of Surefire or
   * Failsafe after the last of this goal fails it, too; this list accepts one that runs outside.
   *
   * <pre>
   * &lt;outside&gt;
   *   &lt;execution&gt;pitest-maven:mutationCoverage@default&lt;/execution&gt;
   * &lt;/outside&gt;
   * </pre>
   *
   * Each is written <code>artifactId:goal@executionId</code>. A goal on the command line has the id
   * <code>default-cli</code>.
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

  @Component LifecycleExecutor lifecycle;

  @Override
  void executeMojo()
      throws MojoExecutionException, MojoFailureException, PolicyException, IOException {
    BuildPlan plan = BuildPlan.of(lifecycle, session, project, execution);
    BuildCache cache = BuildCache.of(project, getClass().getClassLoader());
    List<String> runners = runners(plan, cache);
    if (!new SurefireSetup(project, session).hasTests() && runners.isEmpty()) {
      getLog().info("skipped: a project with packaging 'pom' runs no tests");
      new ReactorReports(session, getLog()).keep(project);
      return;
    }
    Report report =
        new Gate(runFolders(), buildSession(), explainer())
            .report(policy(), expectations(), tests(plan, cache), problems(runners));
    Reports reports = reports();
    ModuleReport module = moduleReport(report);
    reports.write(module, failOnViolation);
    new ReactorReports(session, getLog()).add(module);
    reports.writeJUnit(report);
    print(report, new ConsoleSummary(ZoneId.systemDefault()));
    judge(report, reports.page());
  }

  /** What is known by now, with the policy artifacts of parents that are not in effect. */
  private List<String> problems(List<String> runners)
      throws MojoExecutionException, PolicyException {
    return Stream.concat(runners.stream(), projectPolicy().problems(replacedSources()).stream())
        .toList();
  }

  private Explainer explainer() {
    return new Explainer(new ProjectOrigins(project, session).ofTests());
  }

  /**
   * Returns a problem for each execution that runs tests outside without being listed, or that
   * comes after the last of this goal.
   */
  private List<String> runners(BuildPlan plan, BuildCache cache) throws MojoExecutionException {
    Outside accepted = Outside.of(CommaList.propertyElsePom(outsideProperty, outside));
    Predicate<Step> inside = step -> SandboxWatch.of(session).holds(project, step);
    OutsideTests runners = new OutsideTests(session, project, plan, cache, accepted, inside);
    AfterCheck after =
        new AfterCheck(session, project, execution, plan, accepted, inside.and(runners::runsTests));
    Stream.concat(runners.listed().stream(), after.listed().stream())
        .map("%s, a test runner, is outside of the sandbox, as <outside> lists it"::formatted)
        .forEach(getLog()::info);
    runners.remarks().forEach(getLog()::warn);
    return Unprotected.reason(project).isPresent()
        ? List.of()
        : Stream.concat(runners.problems().stream(), after.problems().stream()).toList();
  }

  private TestReports tests(BuildPlan plan, BuildCache cache) throws MojoExecutionException {
    Optional<String> unprotected = Unprotected.reason(project);
    if (unprotected.isPresent()) {
      getLog().warn("tests of this build ran outside of the sandbox: " + unprotected.get());
      return new TestReports(Set.of());
    }
    ReportDirectories directories =
        new ReportDirectories(project, new PluginParameterExpressionEvaluator(session, execution));
    try {
      Set<Path> restored = new RestoredReports(plan, cache, directories).folders();
      restored.stream()
          .filter(Files::isDirectory)
          .map(Path::getFileName)
          .map(
              "%s: the build cache restored these reports; the tests did not run in this build"
                  ::formatted)
          .forEach(getLog()::info);
      List<Path> folders =
          directories.find().stream()
              .filter(folder -> !restored.contains(folder.toAbsolutePath().normalize()))
              .toList();
      return new TestReports(folders);
    } catch (ExpressionEvaluationException e) {
      throw new MojoExecutionException(
          "a <reportsDirectory> of Surefire or Failsafe cannot be evaluated: " + e.getMessage(), e);
    }
  }

  private void print(Report report, ConsoleSummary summary) {
    if (report.runs().isEmpty() && report.problems().isEmpty()) {
      getLog().info("no sandboxed run in this build");
    }
    for (Run run : report.runs()) {
      summary.lines(run).forEach(run.isClean() ? getLog()::info : getLog()::warn);
    }
    report.problems().forEach(getLog()::error);
  }

  private void judgeAudit(Report report) {
    report.auditSummary(reports().policy()).ifPresent(getLog()::warn);
    String asked = session.getUserProperties().getProperty("sandbox.failOnViolation");
    if (report.hasAudit() && Boolean.parseBoolean(asked)) {
      getLog()
          .warn(
              "sandbox.failOnViolation has no effect on the runs that were audits; build again"
                  + " without sandbox.mode");
    }
  }

  private void judge(Report report, Path file) throws MojoFailureException {
    judgeAudit(report);
    Optional<String> wrong = report.summary().map(summary -> summary + "; all of it is in " + file);
    if (wrong.isEmpty()) {
      return;
    }
    if (failOnViolation || !report.allProblems().isEmpty()) {
      throw new MojoFailureException(wrong.get());
    }
    getLog().warn(wrong.get() + "; no failure, since sandbox.failOnViolation is false");
  }
}
