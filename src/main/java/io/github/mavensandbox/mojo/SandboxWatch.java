package io.github.mavensandbox.mojo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
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
 * Surefire or Failsafe begins and ends. Maven reads the listener anew at every event.
 */
final class SandboxWatch implements InvocationHandler {

  private final ExecutionListener next;
  private final TestContainers containers;
  private final Map<MavenProject, ModuleTests> modules = new ConcurrentHashMap<>();

  private SandboxWatch(ExecutionListener next, TestContainers containers) {
    this.next = next;
    this.containers = containers;
  }

  /** Returns the watch of a session; the first call begins it. */
  static SandboxWatch of(MavenSession session) {
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
              current == null ? new AbstractExecutionListener() : current, new TestContainers());
      request.setExecutionListener(
          (ExecutionListener)
              Proxy.newProxyInstance(
                  SandboxWatch.class.getClassLoader(),
                  new Class<?>[] {ExecutionListener.class},
                  watch));
      return watch;
    }
  }

  TestContainers containers() {
    return containers;
  }

  /** Has a module's executions run in its sandbox from now on. */
  void add(MavenProject project, ModuleTests tests) {
    modules.put(project, tests);
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
      case "mojoStarted" -> tests(event).ifPresent(tests -> tests.begin(event.getMojoExecution()));
      case "mojoSucceeded", "mojoFailed" -> tests(event).ifPresent(ModuleTests::end);
      case "projectSucceeded", "projectFailed" ->
          Optional.ofNullable(modules.remove(event.getProject())).ifPresent(ModuleTests::close);
      case "sessionEnded" -> {
        modules.values().forEach(ModuleTests::close);
        containers.close();
      }
      default -> {}
    }
  }

  private Optional<ModuleTests> tests(ExecutionEvent event) {
    return isTests(event.getMojoExecution())
        ? Optional.ofNullable(modules.get(event.getProject()))
        : Optional.empty();
  }

  private static boolean isTests(@Nullable MojoExecution execution) {
    return execution != null
        && SurefireSetup.PLUGINS.contains(execution.getArtifactId())
        && (execution.getGoal().equals("test") || execution.getGoal().equals("integration-test"));
  }
}
