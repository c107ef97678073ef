package io.github.mavensandbox.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs in a container. Of the caller's environment nothing goes in that is not named here.
 *
 * @param user who runs it, {@code uid:gid}; the image's own when empty
 * @param workingDirectory an absolute path; the image's own when empty
 * @param entrypoint replaces the image's entry point
 * @param command the arguments of the entry point; empty for the image's own
 * @param environment variables, in addition to the image's
 * @param terminal whether it gets a terminal; only for streams that are one themselves
 */
public record Program(
    Optional<String> user,
    Optional<String> workingDirectory,
    Optional<String> entrypoint,
    List<String> command,
    Map<String, String> environment,
    boolean terminal) {

  public Program {
    command = List.copyOf(command);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** Makes one that the image's own user and entry point run, without a terminal. */
  public static Program of(List<String> command, Map<String, String> environment) {
    return new Program(
        Optional.empty(), Optional.empty(), Optional.empty(), command, environment, false);
  }
}
