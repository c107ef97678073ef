package io.github.mavensandbox.mojo.runners;

import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.lifecycle.MavenExecutionPlan;
import org.apache.maven.lifecycle.internal.ExecutionPlanItem;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;

/** Executions as Maven plans them. */
public final class Planned {

  private Planned() {}

  /**
   * An execution.
   *
   * @param name {@code artifactId:goal@id}
   * @param phase empty for a goal of the command line
   * @param parameters what is in its {@code <configuration>}
   */
  public static MojoExecution execution(String name, String phase, String parameters) {
    ExecutionName parsed = ExecutionName.parse(name).orElseThrow();
    Plugin plugin = new Plugin();
    plugin.setGroupId("org.example");
    plugin.setArtifactId(parsed.artifactId());
    MojoExecution execution = new MojoExecution(plugin, parsed.goal(), parsed.id());
    execution.setLifecyclePhase(phase.isEmpty() ? null : phase);
    try {
      execution.setConfiguration(
          Xpp3DomBuilder.build(
              new StringReader("<configuration>" + parameters + "</configuration>")));
    } catch (Exception e) {
      throw new IllegalArgumentException(parameters, e);
    }
    return execution;
  }

  /** A part of Maven that plans these executions, whatever the goals are. */
  public static LifecycleExecutor by(MojoExecution... executions) {
    List<ExecutionPlanItem> items = Arrays.stream(executions).map(ExecutionPlanItem::new).toList();
    return (LifecycleExecutor)
        Proxy.newProxyInstance(
            Planned.class.getClassLoader(),
            new Class<?>[] {LifecycleExecutor.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("calculateExecutionPlan")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return new MavenExecutionPlan(items, null);
            });
  }

  /** A project with the folders that Maven gives one in {@code /p}. */
  static MavenProject project(String packaging) {
    Model model = new Model();
    model.setGroupId("org.example");
    model.setArtifactId(packaging);
    model.setPackaging(packaging);
    model.setBuild(new Build());
    model.getBuild().setDirectory("/p/target");
    model.getBuild().setTestOutputDirectory("/p/target/test-classes");
    return new MavenProject(model);
  }

  /** A session that builds projects, the first of them now. */
  @SuppressWarnings("deprecation")
  static MavenSession session(MavenProject... projects) {
    MavenSession session = new MavenSession(null, null, new DefaultMavenExecutionRequest(), null);
    session.setProjects(List.of(projects));
    return session;
  }
}
