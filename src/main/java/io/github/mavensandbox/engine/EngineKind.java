package io.github.mavensandbox.engine;

import io.github.mavensandbox.engine.options.GlobalOptions;
import java.util.List;

/** The engines whose command line is spoken, and what each does differently. */
public enum EngineKind {
  /** Docker, at least 20.10. */
  DOCKER(GlobalOptions.DOCKER, "docker", 20, 10, "bridge"),

  /** Podman, at least 4.3. */
  PODMAN(GlobalOptions.PODMAN, "podman", 4, 3, "podman");

  private final GlobalOptions globalOptions;
  private final String program;
  private final int minimumMajor;
  private final int minimumMinor;
  private final String defaultNetwork;

  EngineKind(
      GlobalOptions globalOptions,
      String program,
      int minimumMajor,
      int minimumMinor,
      String defaultNetwork) {
    this.globalOptions = globalOptions;
    this.program = program;
    this.minimumMajor = minimumMajor;
    this.minimumMinor = minimumMinor;
    this.defaultNetwork = defaultNetwork;
  }

  /** Returns the name of its program, which is also the word for it in its {@code --version}. */
  public String program() {
    return program;
  }

  /** Returns the global options that a user may give. */
  public GlobalOptions globalOptions() {
    return globalOptions;
  }

  /** Returns the oldest version of the server that works. */
  public String minimumVersion() {
    return minimumMajor + "." + minimumMinor;
  }

  /** Returns whether a version of the server is at least the minimum. */
  public boolean supports(int major, int minor) {
    return major > minimumMajor || (major == minimumMajor && minor >= minimumMinor);
  }

  /** Returns what the network is called that containers join when none is named. */
  public String defaultNetwork() {
    return defaultNetwork;
  }

  /**
   * Returns more options of {@code cp}, without which Podman's gives everything to the container's
   * user.
   */
  public List<String> copyOptions() {
    return this == PODMAN ? List.of("--archive=false") : List.of();
  }

  /**
   * Returns more options of {@code create}, without which Podman lets the proxies of the machine
   * that runs it, with their passwords, into every container.
   */
  public List<String> createOptions() {
    return this == PODMAN ? List.of("--http-proxy=false") : List.of();
  }

  /**
   * Returns more options of {@code rm}, without which Podman's refuses a container whose network
   * another one has joined.
   */
  public List<String> removeOptions() {
    return this == PODMAN ? List.of("--depend") : List.of();
  }
}
