package io.github.mavensandbox.engine;

import io.github.mavensandbox.engine.options.GlobalOptions;
import java.util.List;

/** The engines whose command line is spoken, and what each does differently. */
public enum EngineKind {
  /** Docker, at least 20.10. */
  DOCKER(GlobalOptions.DOCKER, "docker", 20, 10, "bridge", List.of(), List.of(), List.of()),

  /**
   * Podman, at least 4.3. Without {@code --archive=false} its {@code cp} gives everything to the
   * container's user; without {@code --http-proxy=false} the proxies of the machine that runs it,
   * with their passwords, enter every container. Without {@code --depend} its {@code rm} refuses a
   * container whose network another one has joined.
   */
  PODMAN(
      GlobalOptions.PODMAN,
      "podman",
      4,
      3,
      "podman",
      List.of("--archive=false"),
      List.of("--http-proxy=false"),
      List.of("--depend"));

  private final GlobalOptions globalOptions;
  private final String program;
  private final int minimumMajor;
  private final int minimumMinor;
  private final String defaultNetwork;
  private final List<String> copyOptions;
  private final List<String> createOptions;
  private final List<String> removeOptions;

  EngineKind(
      GlobalOptions globalOptions,
      String program,
      int minimumMajor,
      int minimumMinor,
      String defaultNetwork,
      List<String> copyOptions,
      List<String> createOptions,
      List<String> removeOptions) {
    this.globalOptions = globalOptions;
    this.program = program;
    this.minimumMajor = minimumMajor;
    this.minimumMinor = minimumMinor;
    this.defaultNetwork = defaultNetwork;
    this.copyOptions = copyOptions;
    this.createOptions = createOptions;
    this.removeOptions = removeOptions;
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

  /** Returns more options of {@code cp}. */
  public List<String> copyOptions() {
    return copyOptions;
  }

  /** Returns more options of {@code create}. */
  public List<String> createOptions() {
    return createOptions;
  }

  /** Returns more options of {@code rm}. */
  public List<String> removeOptions() {
    return removeOptions;
  }
}
