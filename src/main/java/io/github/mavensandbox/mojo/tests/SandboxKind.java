package io.github.mavensandbox.mojo.tests;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/** What tests run in. */
public enum SandboxKind {
  /** Namespaces where they work and the configuration needs no containers, else containers. */
  AUTO,
  /** A container of an engine for each JVM. */
  CONTAINERS,
  /** Namespaces of the Linux kernel, on the machine's own files. */
  NAMESPACES;

  /**
   * Finds a kind by its name in the configuration.
   *
   * @throws MojoExecutionException if there is none of that name
   */
  public static SandboxKind parse(String name) throws MojoExecutionException {
    for (SandboxKind kind : values()) {
      if (kind.label().equals(name)) {
        return kind;
      }
    }
    throw new MojoExecutionException(
        "sandbox.kind '"
            + name
            + "' is none of: "
            + Arrays.stream(values()).map(SandboxKind::label).collect(Collectors.joining(", ")));
  }

  /** Returns its name in the configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
