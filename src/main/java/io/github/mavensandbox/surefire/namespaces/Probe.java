package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.firewall.Ruleset;
import io.github.mavensandbox.surefire.HostPorts;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Finds out whether this machine makes sandboxes of namespaces for this user, by making one. What
 * has worked once is taken to work until the machine starts anew, or what it may refuse them by
 * changes; if it does not, forks do not start.
 */
final class Probe {

  /** By these a machine that has not started anew tells users of namespaces no. */
  private static final List<Path> SETTINGS =
      List.of(
          Path.of("/proc/sys/kernel/random/boot_id"),
          Path.of("/proc/sys/user/max_user_namespaces"),
          Path.of("/proc/sys/user/max_net_namespaces"),
          Path.of("/proc/sys/kernel/unprivileged_userns_clone"),
          Path.of("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"));

  /** What of a process forbids it to make any, as in a container. */
  private static final Pattern FORBIDDING = Pattern.compile("(NoNewPrivs|Seccomp|CapBnd).*");

  private Probe() {}

  /**
   * Makes namespaces of each kind that a sandbox has, overlays in them, and a firewall.
   *
   * @param folder of this module alone, on the file system that overlays are going to be on
   * @throws NoNamespacesException where the machine refuses one of them; says what it said
   */
  static void run(HostTools tools, Machine machine, Path folder)
      throws IOException, PolicyException {
    Path worked = Objects.requireNonNull(tools.namespaces().getParent()).resolveSibling("probed");
    String here = here(tools);
    if (Files.exists(worked) && Files.readString(worked).equals(here)) {
      return;
    }
    Path probe = folder.resolve("probe");
    makeNamespaces(tools, probe, true);
    lock(tools, machine, probe);
    Path written = Files.createTempFile(folder, "probed", "");
    Files.writeString(written, here);
    Files.move(written, worked, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String here(HostTools tools) throws IOException {
    List<String> lines = new ArrayList<>(List.of(tools.namespaces().toString()));
    for (Path setting : SETTINGS) {
      if (Files.isReadable(setting)) {
        lines.addAll(Files.readAllLines(setting));
      }
    }
    lines.add(Files.readSymbolicLink(Path.of("/proc/self/ns/user")).toString());
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(FORBIDDING.asMatchPredicate())
        .forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }

  /**
   * Locks a network of its own by a policy that allows nothing.
   *
   * @throws NoNamespacesException where that fails
   */
  static void lock(HostTools tools, Machine machine, Path folder)
      throws IOException, PolicyException {
    Policy none = Policy.of(List.of(), List.of());
    Surroundings surroundings =
        Surroundings.write(
            folder.resolve("common"),
            machine,
            ResolvedPolicy.of(Ruleset.of(none)),
            Mode.ENFORCE,
            new byte[0]);
    try {
      Firewall.start(
              tools,
              surroundings,
              Exits.of(none, Mode.ENFORCE, HostPorts.NONE),
              HostPorts.NONE,
              folder.resolve("firewall"))
          .stop();
    } catch (IOException e) {
      throw no(
          "a firewall does not start on this machine",
          String.valueOf(e.getMessage()),
          "its kernel must have nf_tables and ipset, and let a user's own network have them");
    }
  }

  /**
   * Makes namespaces of each kind that a fork has.
   *
   * @param folder for what is written into an overlay
   * @param overlays whether to make overlays in them, too
   * @throws NoNamespacesException where the machine refuses one of them
   */
  static void makeNamespaces(HostTools tools, Path folder, boolean overlays) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(tools.program("bwrap").toString());
    words.addAll(List.of("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"));
    words.addAll(List.of("--unshare-net", "--disable-userns", "--proc", "/proc", "--dev", "/dev"));
    String sandbox = tools.sandbox().toString();
    if (overlays) {
      Path upper = Files.createDirectories(folder.resolve("upper"));
      Path work = Files.createDirectories(folder.resolve("work"));
      words.addAll(List.of("--overlay-src", sandbox + "/bin", "--overlay-src", sandbox + "/lib"));
      words.addAll(List.of("--ro-overlay", "/read"));
      words.addAll(List.of("--overlay-src", sandbox));
      words.addAll(List.of("--overlay", upper.toString(), work.toString(), "/written"));
    } else {
      words.addAll(List.of("--ro-bind", sandbox, "/written"));
    }
    words.addAll(List.of("--clearenv", "--", "/written/bin/busybox", "true"));
    ToolProcess.Result result = ToolProcess.run(tools, words);
    if (result.exitCode() != 0) {
      throw no(
          "this machine makes no namespaces for tests",
          result.said(),
          "allow user namespaces and overlays in them");
    }
  }

  private static NoNamespacesException no(String reason, String said, String remedy) {
    return new NoNamespacesException(
        "%s (%s)".formatted(reason, said),
        said.contains("Resource temporarily unavailable")
            ? "let the user have more processes (ulimit -u)"
            : remedy);
  }
}
