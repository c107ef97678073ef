package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.mojo.runners.Parameters;
import io.github.mavensandbox.surefire.files.TargetFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * An execution of scalatest-maven-plugin, whose JVM can live in the sandbox as Surefire's does: the
 * plugin takes the same property {@code jvm}, passes the class path in a variable, and reads only
 * the JVM's output and exit code.
 */
record ScalaTest(MavenSession session, MavenProject project, MojoExecution execution) {

  private static final String PLUGIN = "scalatest-maven-plugin";

  /** Whether an execution takes its JVM from the property that {@code prepare} sets. */
  static boolean takesJvm(MojoExecution execution) {
    MojoDescriptor goal = execution.getMojoDescriptor();
    return execution.getArtifactId().equals(PLUGIN)
        && goal != null
        && goal.getParameterMap().containsKey(SurefireSetup.JVM);
  }

  /**
   * Whether an execution can run in the sandbox. The goal {@code reporter} cannot: it reads a file
   * that the JVM wrote as soon as the JVM has ended. A version before 2.1.0 has no choice of a JVM.
   */
  static boolean canBeInside(MojoExecution execution) {
    return takesJvm(execution) && execution.getGoal().equals("test");
  }

  /** Makes it use Maven's own Java, whatever the property says. */
  void keepOutside() {
    SurefireSetup.pin(execution, Path.of(System.getProperty("java.home"), "bin", "java"));
  }

  /** Makes it fork, and write its reports to a folder that files are taken from. */
  void enter() throws IOException {
    SurefireSetup.set(execution, "forkMode", "once");
    Path reports = otherReports().orElseGet(this::reports);
    SurefireSetup.set(execution, "reportsDirectory", reports.toString());
    removeReports(reports);
  }

  /** Returns where its reports go in the sandbox if the configured folder is not taken. */
  Optional<Path> otherReports() {
    Path target = Path.of(project.getBuild().getDirectory());
    return new TargetFiles(target, project.getBuild().getFinalName()).takes(reports())
        ? Optional.empty()
        : Optional.of(target.resolve("scalatest-reports"));
  }

  private Path reports() {
    return new Parameters(
            execution.getConfiguration(),
            new PluginParameterExpressionEvaluator(session, execution))
        .value("reportsDirectory")
        .map(folder -> project.getBasedir().toPath().resolve(folder))
        .orElseGet(() -> Path.of(project.getBuild().getDirectory(), "scalatest-reports"));
  }

  /** Files of the host are not overwritten, so reports of an earlier build would stay. */
  private static void removeReports(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
        for (Path report : reports) {
          if (Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(report);
          }
        }
      }
    }
  }
}
