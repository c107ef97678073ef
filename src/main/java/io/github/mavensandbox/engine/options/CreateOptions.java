package io.github.mavensandbox.engine.options;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of {@code create} that a user has given. Only those exist that leave the sandbox
 * closed.
 *
 * @param words one for each option
 */
public record CreateOptions(List<String> words) {

  /** With what the names of all of the plugin's labels begin. */
  public static final String OWN_LABELS = "io.github.mavensandbox";

  private static final Pattern VOLUME =
      Pattern.compile(
          "(?:[a-zA-Z0-9][a-zA-Z0-9_.-]*:)?(?<folder>/[^:]*)(?::(?:ro|rw|nocopy|z|Z|U)(?:,(?:ro|rw|nocopy|z|Z|U))*)?");
  private static final Pattern TMPFS = Pattern.compile("(?<folder>/[^:]*)(?::.*)?");

  /**
   * Where a mount would hide the sandbox's own files, those that it writes, or the kernel's. A
   * folder's name may have line breaks in it.
   */
  private static final Pattern CLOSED_FOLDER =
      Pattern.compile(
          "/(?:|(?:sandbox|etc|proc|sys|dev)(?:/.*)?)|.*/\\.{0,2}/.*|.*/\\.{1,2}", Pattern.DOTALL);

  /**
   * The kernel's settings that are the container's own; the connection tracking's are the
   * firewall's.
   */
  private static final Pattern SYSCTL =
      Pattern.compile(
          "(?:net\\.ipv4|net\\.ipv6|net\\.core|fs\\.mqueue)\\.[^,]+|kernel\\.(?:shm|msg|sem)[^,]*");

  /** The kernel's other settings are of each container's own namespaces. */
  private static final Pattern OF_NETWORK =
      Pattern.compile(
          "--(?:(?:add-host|dns|dns-option|dns-search|domainname|hostname|ip|ip6|mac-address|network-alias)="
              + "|sysctl=(?:.*,)?net\\.).*",
          Pattern.DOTALL);

  private static final Pattern MOUNT = Pattern.compile("--(?:volume|tmpfs)=.*", Pattern.DOTALL);

  private static final List<String> FREE =
      names(
          """
          add-host blkio-weight cgroup-parent cpu-period cpu-quota cpu-shares cpus \
          cpuset-cpus cpuset-mems dns dns-option dns-search domainname hostname ip ip6 \
          mac-address memory memory-reservation memory-swap memory-swappiness \
          network-alias oom-score-adj pids-limit runtime shm-size ulimit""");

  private static final Map<String, Function<String, Optional<String>>> RULED =
      Map.of(
          "label", CreateOptions::label,
          "security-opt", CreateOptions::securityOption,
          "storage-opt", CreateOptions::storageOption,
          "sysctl", CreateOptions::sysctl,
          "tmpfs", CreateOptions::tmpfs,
          "volume", CreateOptions::volume);

  private static final Map<String, String> LETTERS =
      Map.of("c", "cpu-shares", "h", "hostname", "l", "label", "m", "memory", "v", "volume");

  /** Names of options, by the reason why they may not pass. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          entry(
              "how the container is named, attached and removed is the plugin's own business",
              "attach detach interactive name rm tty"),
          entry(
              "the sandbox needs exactly the capabilities that it has, and the program never gets any",
              "cap-add cap-drop"),
          entry(
              "it shares a namespace with the host or another container",
              "cgroupns ipc pid userns uts"),
          entry("it hands over a device of the host", "device device-cgroup-rule gpus"),
          entry(
              "the image's own entry point closes the sandbox, and has to run first", "entrypoint"),
          entry("variables are set by <container><environment>", "env env-file"),
          entry("the program's user is set by <container><user>", "group-add user"),
          entry(
              "it brings in files from outside; a named volume may be mounted with --volume=NAME:/FOLDER",
              "mount volumes-from"),
          entry(
              "networks are named by sandbox.engineNetworks; without a network of its own the sandbox has no rules of its own",
              "net network"),
          entry("ports are published by sandbox.ports", "publish publish-all"),
          entry("it is asked for by sandbox.privileged", "privileged"));

  private static final ArgumentGuard GUARD =
      new ArgumentGuard(
          "sandbox.createArgs",
          Set.of(),
          allowed(),
          LETTERS,
          reasons(),
          "what may be given is --" + String.join(", --", allowed().keySet()));

  /** No option. */
  public static final CreateOptions NONE = new CreateOptions(List.of());

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException for the first that may not pass
   */
  public CreateOptions {
    words = List.copyOf(words);
    GUARD.check(words);
  }

  /**
   * Returns the options without those of the network: whoever joins a container's network has none
   * of its own for it, and engines refuse them.
   */
  public CreateOptions withoutNetwork() {
    return new CreateOptions(
        words.stream().filter(OF_NETWORK.asMatchPredicate().negate()).toList());
  }

  /** Returns whether one mounts something, which may be in the way of a volume of ours. */
  public boolean haveMounts() {
    return words.stream().anyMatch(MOUNT.asMatchPredicate());
  }

  private static List<String> names(String words) {
    return List.of(words.split(" "));
  }

  private static Map<String, Function<String, Optional<String>>> allowed() {
    Map<String, Function<String, Optional<String>>> all = new TreeMap<>(RULED);
    FREE.forEach(name -> all.put(name, ArgumentGuard.ANY));
    return all;
  }

  private static Map<String, String> reasons() {
    Map<String, String> all = new HashMap<>();
    REASONS.forEach((reason, names) -> names(names).forEach(name -> all.put(name, reason)));
    return all;
  }

  private static Optional<String> label(String value) {
    return value.startsWith(OWN_LABELS)
        ? Optional.of("is the plugin's own, by which it finds what it has to remove")
        : Optional.empty();
  }

  private static Optional<String> securityOption(String value) {
    return value.matches("no-new-privileges([:=]true)?")
        ? Optional.empty()
        : Optional.of("could weaken the engine's profiles; only no-new-privileges may be given");
  }

  private static Optional<String> storageOption(String value) {
    return value.matches("size=[^,]*") ? Optional.empty() : Optional.of("is not size=…");
  }

  /** Podman takes several in one argument, separated by commas. */
  private static Optional<String> sysctl(String value) {
    return Stream.of(value.split(",", -1)).allMatch(SYSCTL.asMatchPredicate())
        ? Optional.empty()
        : Optional.of(
            "is not a setting of the container's own; those begin with net.ipv4, net.ipv6, net.core, "
                + "fs.mqueue, kernel.shm, kernel.msg or kernel.sem");
  }

  private static Optional<String> tmpfs(String value) {
    return mount(TMPFS, value, "does not begin with a folder of the container");
  }

  /**
   * Returns whether a folder of a container can be a volume of ours.
   *
   * @param folder an absolute path without {@code .} and {@code ..}
   */
  public static boolean canBeVolume(String folder) {
    return folder.startsWith("/") && folder.indexOf(':') < 0 && volume(folder).isEmpty();
  }

  private static Optional<String> volume(String value) {
    return mount(
        VOLUME,
        value,
        "is not NAME:/FOLDER: no file, folder or socket of the host enters the sandbox, only named volumes");
  }

  private static Optional<String> mount(Pattern form, String value, String mismatch) {
    var matcher = form.matcher(value);
    if (!matcher.matches()) {
      return Optional.of(mismatch);
    }
    return CLOSED_FOLDER.matcher(matcher.group("folder")).matches()
        ? Optional.of("would hide the sandbox's own files or the kernel's")
        : Optional.empty();
  }
}
