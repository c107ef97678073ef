package io.github.mavensandbox.surefire.fork;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment variables of forks: what the POM sets, and not what Maven was itself given, which
 * holds the caller's secrets.
 *
 * @param own the variables that Maven itself was given
 * @param always variables that every fork gets
 * @param variables names of those that the execution sets itself: they go in also when Maven was
 *     given them with the very same value
 */
public record ForkEnvironment(
    Map<String, String> own, Map<String, String> always, Set<String> variables) {

  /** What a shell, and Surefire itself, set on the way: nothing of it is the project's wish. */
  private static final Set<String> NOT_PASSED = Set.of("PWD", "OLDPWD", "SHLVL", "_", "JAVA_HOME");

  /** Returns the variables of a fork. */
  public Map<String, String> of(ForkRequest request) {
    Map<String, String> environment = new TreeMap<>(always);
    request
        .environment()
        .forEach(
            (name, value) -> {
              if (variables.contains(name) || !NOT_PASSED.contains(name) && !isOwn(name, value)) {
                environment.put(name, value);
              }
            });
    return environment;
  }

  /** A value beyond ASCII depends on the locale by which a JVM reads and writes it. */
  private boolean isOwn(String name, String value) {
    String given = own.get(name);
    return given != null && (given.equals(value) || !given.chars().allMatch(c -> c < 0x80));
  }
}
