package io.github.mavensandbox.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a container is created from. Nothing of the caller's environment, files or namespaces goes
 * in that is not named here. All capabilities are dropped but those that are listed.
 *
 * @param image a reference or an id that the engine has
 * @param name chosen before the container exists, so that it can be removed whatever happens in
 *     between
 * @param user who runs it, {@code uid:gid}; the image's own when empty
 * @param workingDirectory an absolute path; the image's own when empty
 * @param entrypoint replaces the image's entry point
 * @param command the arguments of the entry point; empty for the image's own
 * @param labels labels of the container
 * @param environment variables, in addition to the image's
 * @param ports ports to publish
 * @param networks the engine's networks to join, at least one; {@link #DEFAULT_NETWORK} is the
 *     engine's own
 * @param joins a container whose network this one lives in; with one, {@code networks} is empty
 * @param volume a folder that becomes an anonymous volume, which goes with the last container that
 *     has it
 * @param volumesFrom a container all of whose volumes this one has, too, but cannot write to
 * @param capabilities the capabilities to add to none, without {@code CAP_}
 * @param privileged every capability and every device, no security profile
 * @param memory the limit in bytes; 0 for none
 * @param cpus the limit in CPUs; none by default, because an engine refuses more than its host has
 * @param pids how many threads and processes there may be at a time; 0 for no limit
 * @param sharedMemory the size of {@code /dev/shm} in bytes, 0 for the engine's own default; what
 *     is used of it counts against {@code memory}
 * @param securityOptions values of {@code --security-opt}
 * @param terminal whether the container gets a terminal; only for streams that are one themselves
 * @param createArguments more options for {@code create}, as {@link CreateOptions} lets them pass
 */
public record ContainerSpec(
    String image,
    String name,
    Optional<String> user,
    Optional<String> workingDirectory,
    Optional<String> entrypoint,
    List<String> command,
    Map<String, String> labels,
    Map<String, String> environment,
    List<PublishedPort> ports,
    List<String> networks,
    Optional<String> joins,
    Optional<String> volume,
    Optional<String> volumesFrom,
    List<String> capabilities,
    boolean privileged,
    long memory,
    OptionalDouble cpus,
    int pids,
    long sharedMemory,
    List<String> securityOptions,
    boolean terminal,
    List<String> createArguments) {

  /** The network that a container joins when none is named. */
  public static final String DEFAULT_NETWORK = "bridge";

  /**
   * 4 GiB: a quarter of it, 1 GiB, becomes a JVM's default heap, which is enough for usual programs
   * and tests, while one that has run wild does not take the machine with it.
   */
  public static final long DEFAULT_MEMORY = 4L << 30;

  /** 4096: ample for thread pools, and an end to a fork bomb. */
  public static final int DEFAULT_PIDS = 4096;

  /** 1 GiB: the engines' own 64 MiB is too small for browsers and databases. */
  public static final long DEFAULT_SHARED_MEMORY = 1L << 30;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  /** Copies the collections and refuses a name or a network that would open the sandbox. */
  public ContainerSpec {
    if (image.isBlank() || image.startsWith("-")) {
      throw new IllegalArgumentException("image '" + image + "' is not a reference to an image");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "container name '" + name + "' is not made of letters, digits, '_', '.' and '-'");
    }
    command = List.copyOf(command);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    ports = List.copyOf(ports);
    if (joins.isPresent()) {
      checkJoined(joins.get(), networks, ports);
    } else if (networks.isEmpty()) {
      networks = List.of(DEFAULT_NETWORK);
    }
    networks = List.copyOf(networks);
    networks.forEach(ContainerSpec::checkNetwork);
    volume.ifPresent(ContainerSpec::checkVolume);
    volumesFrom.ifPresent(ContainerSpec::checkShared);
    capabilities = List.copyOf(capabilities);
    securityOptions = List.copyOf(securityOptions);
    createArguments = List.copyOf(createArguments);
    CreateOptions.check(createArguments);
  }

  private static void checkJoined(
      String container, List<String> networks, List<PublishedPort> ports) {
    if (!NAME.matcher(container).matches() || !networks.isEmpty() || !ports.isEmpty()) {
      throw new IllegalArgumentException(
          "container '"
              + container
              + "' cannot be joined: networks and ports are those of the container that is joined");
    }
  }

  private static void checkNetwork(String network) {
    if (network.equals("host") || network.equals("none") || !NAME.matcher(network).matches()) {
      throw new IllegalArgumentException(
          "network '"
              + network
              + "' is not a network of its own: the sandbox would have the host's rules, or record nothing; "
              + "name one that the engine's 'network ls' lists");
    }
  }

  private static void checkVolume(String folder) {
    if (!canHaveVolume(folder)) {
      throw new IllegalArgumentException(
          "folder '"
              + folder
              + "' cannot be a volume: it would hide the sandbox's own files or the kernel's, or has a ':' in its name");
    }
  }

  private static void checkShared(String container) {
    if (!NAME.matcher(container).matches()) {
      throw new IllegalArgumentException(
          "container name '" + container + "' is not made of letters, digits, '_', '.' and '-'");
    }
  }

  /**
   * Returns whether a folder of a container can be a volume.
   *
   * @param folder an absolute path without {@code .} and {@code ..}
   */
  public static boolean canHaveVolume(String folder) {
    return folder.startsWith("/")
        && folder.indexOf(':') < 0
        && CreateOptions.volume(folder).isEmpty();
  }

  /** Returns this specification with more labels. */
  public ContainerSpec withLabels(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(labels);
    all.putAll(more);
    return new Builder(this).labels(all).build();
  }

  /** Starts a specification with the default limits and nothing else. */
  public static Builder builder(String image, String name) {
    return new Builder(image, name);
  }

  /** Collects a specification; every setter replaces what was set before. */
  public static final class Builder {
    private final String image;
    private final String name;
    private Optional<String> user = Optional.empty();
    private Optional<String> workingDirectory = Optional.empty();
    private Optional<String> entrypoint = Optional.empty();
    private List<String> command = List.of();
    private Map<String, String> labels = Map.of();
    private Map<String, String> environment = Map.of();
    private List<PublishedPort> ports = List.of();
    private List<String> networks = List.of();
    private Optional<String> joins = Optional.empty();
    private Optional<String> volume = Optional.empty();
    private Optional<String> volumesFrom = Optional.empty();
    private List<String> capabilities = List.of();
    private boolean privileged;
    private long memory = DEFAULT_MEMORY;
    private OptionalDouble cpus = OptionalDouble.empty();
    private int pids = DEFAULT_PIDS;
    private long sharedMemory = DEFAULT_SHARED_MEMORY;
    private List<String> securityOptions = List.of();
    private boolean terminal;
    private List<String> createArguments = List.of();

    private Builder(String image, String name) {
      this.image = image;
      this.name = name;
    }

    private Builder(ContainerSpec spec) {
      this(spec.image, spec.name);
      user = spec.user;
      workingDirectory = spec.workingDirectory;
      entrypoint = spec.entrypoint;
      command = spec.command;
      labels = spec.labels;
      environment = spec.environment;
      ports = spec.ports;
      networks = spec.networks;
      joins = spec.joins;
      volume = spec.volume;
      volumesFrom = spec.volumesFrom;
      capabilities = spec.capabilities;
      privileged = spec.privileged;
      memory = spec.memory;
      cpus = spec.cpus;
      pids = spec.pids;
      sharedMemory = spec.sharedMemory;
      securityOptions = spec.securityOptions;
      terminal = spec.terminal;
      createArguments = spec.createArguments;
    }

    /** Sets who runs it, {@code uid:gid}. */
    public Builder user(String uidAndGid) {
      user = Optional.of(uidAndGid);
      return this;
    }

    /** Sets the working directory, an absolute path. */
    public Builder workingDirectory(String path) {
      workingDirectory = Optional.of(path);
      return this;
    }

    /** Replaces the image's entry point. */
    public Builder entrypoint(String program) {
      entrypoint = Optional.of(program);
      return this;
    }

    /** Sets the arguments of the entry point. */
    public Builder command(List<String> arguments) {
      command = arguments;
      return this;
    }

    /** Sets the labels. */
    public Builder labels(Map<String, String> values) {
      labels = values;
      return this;
    }

    /** Sets the environment variables. */
    public Builder environment(Map<String, String> variables) {
      environment = variables;
      return this;
    }

    /** Sets the ports to publish. */
    public Builder ports(List<PublishedPort> published) {
      ports = published;
      return this;
    }

    /** Sets the engine's networks to join. */
    public Builder networks(List<String> names) {
      networks = names;
      return this;
    }

    /** Sets the container whose network this one lives in, by name. */
    public Builder joins(String container) {
      joins = Optional.of(container);
      return this;
    }

    /** Sets a folder that becomes an anonymous volume. */
    public Builder volume(String folder) {
      volume = Optional.of(folder);
      return this;
    }

    /** Sets the container whose volumes it has, too, and cannot write to, by name. */
    public Builder volumesFrom(String container) {
      volumesFrom = Optional.of(container);
      return this;
    }

    /** Sets the capabilities, without {@code CAP_}. */
    public Builder capabilities(List<String> added) {
      capabilities = added;
      return this;
    }

    /** Sets whether the container is privileged. */
    public Builder privileged(boolean all) {
      privileged = all;
      return this;
    }

    /** Sets the memory limit in bytes. */
    public Builder memory(long bytes) {
      memory = bytes;
      return this;
    }

    /** Sets the limit in CPUs. */
    public Builder cpus(double count) {
      cpus = OptionalDouble.of(count);
      return this;
    }

    /** Sets how many threads and processes there may be. */
    public Builder pids(int count) {
      pids = count;
      return this;
    }

    /** Sets the size of {@code /dev/shm} in bytes. */
    public Builder sharedMemory(long bytes) {
      sharedMemory = bytes;
      return this;
    }

    /** Sets the values of {@code --security-opt}. */
    public Builder securityOptions(List<String> options) {
      securityOptions = options;
      return this;
    }

    /** Sets whether the container gets a terminal. */
    public Builder terminal(boolean wanted) {
      terminal = wanted;
      return this;
    }

    /** Sets more options for {@code create}. */
    public Builder createArguments(List<String> arguments) {
      createArguments = arguments;
      return this;
    }

    /**
     * Returns the specification.
     *
     * @throws IllegalArgumentException for a name, network or argument that would open the sandbox
     */
    public ContainerSpec build() {
      return new ContainerSpec(
          image,
          name,
          user,
          workingDirectory,
          entrypoint,
          command,
          labels,
          environment,
          ports,
          networks,
          joins,
          volume,
          volumesFrom,
          capabilities,
          privileged,
          memory,
          cpus,
          pids,
          sharedMemory,
          securityOptions,
          terminal,
          createArguments);
    }
  }
}
