package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import io.github.mavensandbox.mojo.runners.ExecutionName;
import io.github.mavensandbox.mojo.runners.Outside;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of the session's own execution listener, and so knows when an execution of
 * Surefire, Failsafe or ScalaTest begins and ends. Maven reads the listener anew at every event.
 */
public final class SandboxWatch implements InvocationHandler {

  private final ExecutionListener next;
  private final SessionContainers containers;
  private final Map<MavenProject, Module> modules = new ConcurrentHashMap<>();

  /**
   * A module whose tests run in its sandbox.
   *
   * @param outside executions of ScalaTest that do not
   * @param entered executions of ScalaTest that did
   */
  private record Module(ModuleTests tests, Outside outside, Set<ExecutionName> entered) {}

  private SandboxWatch(ExecutionListener next, SessionContainers containers) {
    this.next = next;
    this.containers = containers;
  }

  /** Returns the watch of a session; the first call begins it. */
  public static SandboxWatch of(MavenSession session) {
    synchronized (session.getRequest()) {
      MavenExecutionRequest request = session.getRequest();
      ExecutionListener current = request.getExecutionListener();
      if (current != null
          && Proxy.isProxyClass(current.getClass())
          && Proxy.getInvocationHandler(current) instanceof SandboxWatch watch) {
        return watch;
      }
      SandboxWatch watch =
          new SandboxWatch(
              current == null ? new AbstractExecutionListener() : current, new SessionContainers());
      request.setExecutionListener(
          (ExecutionListener)
              Proxy.newProxyInstance(
                  SandboxWatch.class.getClassLoader(),
                  new Class<?>[] {ExecutionListener.class},
                  watch));
      return watch;
    }
  }

  public SessionContainers containers() {
    return containers;
  }

  /**
   * Has a module's executions run in its sandbox from now on.
   *
   * @param outside executions of ScalaTest that do not
   */
  public void add(MavenProject project, ModuleTests tests, Outside outside) {
    modules.put(project, new Module(tests, outside, ConcurrentHashMap.newKeySet()));
  }

  /** Whether an execution of ScalaTest ran in the sandbox, or will. */
  public boolean holds(MavenProject project, Step step) {
    Module module = modules.get(project);
    return module != null
        && ScalaTest.canBeInside(step.execution())
        && !module.outside().has(ExecutionName.of(step.execution()))
        && (step.position() == Position.AFTER
            || module.entered().contains(ExecutionName.of(step.execution())));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (arguments != null
        && arguments.length == 1
        && arguments[0] instanceof ExecutionEvent event) {
      before(method.getName(), event);
    }
    try {
      return method.invoke(method.getDeclaringClass() == Object.class ? this : next, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void before(String method, ExecutionEvent event) {
    switch (method) {
      case "mojoStarted" -> module(event).ifPresent(module -> begin(module, event));
      case "mojoSucceeded", "mojoFailed" -> module(event).ifPresent(module -> module.tests().end());
      case "projectSucceeded", "projectFailed" ->
          Optional.ofNullable(modules.remove(event.getProject()))
              .ifPresent(module -> module.tests().close());
      case "sessionEnded" -> {
        modules.values().forEach(module -> module.tests().close());
        containers.close();
      }
      default -> {}
    }
  }

  private Optional<Module> module(ExecutionEvent event) {
    MojoExecution execution = event.getMojoExecution();
    return execution != null
            && (SurefireSetup.runsTests(execution) || ScalaTest.takesJvm(execution))
        ? Optional.ofNullable(modules.get(event.getProject()))
        : Optional.empty();
  }

  private static void begin(Module module, ExecutionEvent event) {
    MojoExecution execution = event.getMojoExecution();
    if (SurefireSetup.runsTests(execution)) {
      module.tests().begin(execution);
      return;
    }
    ExecutionName name = ExecutionName.of(execution);
    ScalaTest scalaTest = new ScalaTest(event.getSession(), event.getProject(), execution);
    if (module.outside().has(name)) {
      scalaTest.keepOutside();
    } else if (ScalaTest.canBeInside(execution)) {
      try {
        scalaTest.enter();
      } catch (IOException e) {
        module.tests().refuse(e);
        return;
      }
      module.entered().add(name);
      module.tests().begin(execution);
    }
  }
}
