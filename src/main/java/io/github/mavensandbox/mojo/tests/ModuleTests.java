package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.attribution.Explainer;
import io.github.mavensandbox.attribution.NotFound;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.mojo.project.ProjectOrigins;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.record.RecordArchive;
import io.github.mavensandbox.record.RecordException;
import io.github.mavensandbox.report.ConsoleSummary;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.RunReader;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunDescription;
import io.github.mavensandbox.run.RunFolders;
import io.github.mavensandbox.surefire.Execution;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.TestRun;
import io.github.mavensandbox.surefire.TestSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.jspecify.annotations.Nullable;

/**
 * The executions of Surefire and Failsafe in one module: each is a run in the sandbox, and leaves a
 * record.
 */
public final class ModuleTests {

  private final TestSandbox sandbox;
  private final ForkSettings forks;
  private final BuildSession build;
  private final RunFolders folders;
  private final Policy policy;
  private final Expectations expectations;
  private final TestLibraries libraries;
  private final ReportDirectories reports;
  private final ProjectOrigins origins;
  private final Optional<ExpressionEvaluator> oneJvm;
  private final Log log;
  private @Nullable RunDescription current;
  private @Nullable Execution execution;

  /**
   * @param forks how the sandbox's are made
   * @param oneJvm where one JVM is to run all tests of an execution: reads its parameters
   */
  public ModuleTests(
      TestSandbox sandbox,
      ForkSettings forks,
      BuildSession build,
      RunFolders folders,
      Policy policy,
      Expectations expectations,
      TestLibraries libraries,
      ReportDirectories reports,
      ProjectOrigins origins,
      Optional<ExpressionEvaluator> oneJvm,
      Log log) {
    this.sandbox = sandbox;
    this.forks = forks;
    this.build = build;
    this.folders = folders;
    this.policy = policy;
    this.expectations = expectations;
    this.libraries = libraries;
    this.reports = reports;
    this.origins = origins;
    this.oneJvm = oneJvm;
    this.log = log;
  }

  /** What Surefire's parameter {@code jvm} is to be. */
  public Path java() {
    return sandbox.java();
  }

  /** An execution begins: from now on what it starts as Java is a container. */
  public void begin(MojoExecution surefire) {
    SurefireSetup.pin(surefire, sandbox.java());
    oneJvm.ifPresent(evaluator -> pinOneJvm(surefire, evaluator));
    try {
      RunDescription begun =
          RunDescription.begin(
                  build,
                  ContainerGuard.newName("tests"),
                  goal(surefire),
                  surefire.getExecutionId(),
                  forks.mode(),
                  rulesNow())
              .reportingTo(reports.of(surefire));
      current = begun;
      execution =
          sandbox.begin(
              new Execution.Plan(
                  SurefireSetup.environment(surefire),
                  libraries.paths(),
                  () -> folders.write(begun),
                  folders.attemptsOf(begun)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      refuse(e);
    }
  }

  /** With the ports that servers of this machine have now. */
  private List<String> rulesNow() throws IOException {
    List<String> rules = new ArrayList<>(policy.rules());
    for (int port : forks.hostPorts().now()) {
      String rule = "allow out host:%d/tcp".formatted(port);
      if (!rules.contains(rule)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private void pinOneJvm(MojoExecution surefire, ExpressionEvaluator evaluator) {
    List<String> replaced = SurefireSetup.pinOneJvm(surefire, evaluator);
    if (!replaced.isEmpty()) {
      log.info(
          "one JVM runs all tests of %s (%s), in place of %s (sandbox.test.oneJvm)"
              .formatted(
                  goal(surefire), surefire.getExecutionId(), String.join(" and ", replaced)));
    }
  }

  /**
   * Says why an execution cannot begin. Its JVMs do not start, because no one answers the script.
   */
  void refuse(IOException reason) {
    log.error("tests cannot run in the sandbox: " + reason.getMessage());
  }

  /** Returns the goal in its short form, such as {@code surefire:test}. */
  private static String goal(MojoExecution execution) {
    return execution.getArtifactId().replaceFirst("^(maven-)?(.*?)(-maven)?-plugin$", "$2")
        + ":"
        + execution.getGoal();
  }

  /**
   * The execution has ended: writes down how, and tells what was blocked. When tests have failed,
   * Maven never gets to the gate.
   */
  public void end() {
    RunDescription begun = current;
    Execution ending = execution;
    current = null;
    execution = null;
    if (begun == null || ending == null) {
      return;
    }
    try {
      TestRun ended = ending.end(tar -> extract(tar, folders.of(begun)));
      if (ended.wasUsed()) {
        RunDescription description = begun.end(ended.forks(), OptionalInt.empty());
        for (String problem : ended.problems()) {
          description = description.withProblem(problem);
        }
        folders.write(description);
        ended.remarks().forEach(log::warn);
        if (ended.forks() == 0 && !ended.problems().isEmpty()) {
          // There is no record to talk about. Surefire only knows that its JVM said nothing.
          log.error(ended.problems().get(0));
        } else {
          Run run = run(description);
          print(run);
          NotFound notFound = run.attribution().notFound();
          MissingHere.lines(notFound).forEach(log::warn);
          new FilesOutside(forks, libraries.classPath(), begun.started())
              .line(notFound.files())
              .ifPresent(log::warn);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The run has no end on disk, and so fails the gate.
      log.error("the record of the tests could not be written: " + e.getMessage());
    }
  }

  /** No execution follows. */
  public void close() {
    try {
      sandbox.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.debug("cannot tidy up after the tests", e);
    }
  }

  private Run run(RunDescription description) throws IOException {
    return new RunReader(folders, expectations, policy.file(), new Explainer(origins.ofTests()))
        .read(description);
  }

  private void print(Run run) {
    List<String> lines = new ConsoleSummary(ZoneId.systemDefault()).lines(run);
    lines.forEach(run.isClean() ? log::info : log::warn);
  }

  private static void extract(InputStream tar, Path run) throws IOException {
    try {
      new RecordArchive().extract(tar, run);
    } catch (RecordException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
