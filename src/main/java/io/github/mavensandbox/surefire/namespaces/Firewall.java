package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.surefire.HeldFirewall;
import io.github.mavensandbox.surefire.HostPorts;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process that owns the network of an execution's forks: it is root in a user namespace of its
 * own, runs the image's entrypoint there, and is the first process of a process namespace, so that
 * nothing of it outlives it.
 */
final class Firewall {

  /** Of an interface's name, of which the kernel takes 15 characters. */
  private static final int NONCE_BYTES = 6;

  private final HostTools tools;
  private final Surroundings surroundings;
  private final Process process;
  private final HeldFirewall firewall;
  private final String nonce;
  private @Nullable WayOut way;

  private Firewall(HostTools tools, Surroundings surroundings, Process process, String nonce) {
    this.tools = tools;
    this.surroundings = surroundings;
    this.process = process;
    this.nonce = nonce;
    firewall = new HeldFirewall(process);
  }

  /**
   * Starts one, and returns when its network is locked, and what the policy allows has a way out.
   *
   * @param hostPorts servers of the machine that are reached at localhost inside
   * @param folder of this firewall alone, which is made
   * @throws IOException when it is not; says why
   */
  static Firewall start(
      HostTools tools, Surroundings surroundings, Exits exits, HostPorts hostPorts, Path folder)
      throws IOException {
    List<Integer> ports = hostPorts.now();
    Files.createDirectories(folder);
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    String nonce = "sb" + HexFormat.of().formatHex(random);
    String inside = exits.needed() ? "-" : nonce;
    Firewall firewall =
        new Firewall(
            tools,
            surroundings,
            ToolProcess.start(tools, command(tools, surroundings, inside, exits.mode())),
            nonce);
    try {
      firewall.firewall.awaitReady();
      if (exits.needed()) {
        firewall.way = WayOut.open(tools, firewall.pid(), nonce, folder, exits, ports);
        WayOut.verify(tools, surroundings, firewall.entering(), nonce, ports);
      }
      return firewall;
    } catch (IOException | RuntimeException e) {
      firewall.stop();
      throw e;
    }
  }

  private static List<String> command(
      HostTools tools, Surroundings surroundings, String interfaceOrNone, Mode mode) {
    List<String> words = namespaces(tools);
    words.addAll(List.of("--ro-bind", tools.namespaces().toString(), "/sandbox/namespaces"));
    for (String file : List.of("policy", "entrypoint", "ulogd.conf", "firewall.sh")) {
      words.addAll(List.of("--ro-bind", surroundings.file(file).toString(), "/sandbox/" + file));
    }
    words.addAll(shell("/sandbox/firewall.sh", interfaceOrNone));
    words.addAll(mode.options());
    return words;
  }

  /**
   * Returns what a command line begins with whose program is root in namespaces of its own, with
   * the tools in {@code /sandbox}. More options of bubblewrap may follow, and then a {@link
   * #shell}.
   */
  static List<String> namespaces(HostTools tools) {
    List<String> words = new ArrayList<>();
    words.add(tools.program("bwrap").toString());
    words.addAll(
        List.of("--unshare-user", "--uid", "0", "--gid", "0", "--unshare-ipc", "--unshare-uts"));
    words.addAll(List.of("--unshare-pid", "--as-pid-1", "--new-session", "--clearenv"));
    // SYS_ADMIN is for unshare.
    Stream.concat(SandboxImage.CAPABILITIES.stream(), Stream.of("SYS_ADMIN"))
        .forEach(capability -> words.addAll(List.of("--cap-add", "CAP_" + capability)));
    words.addAll(List.of("--dir", "/tmp", "--dir", "/etc", "--proc", "/proc", "--dev", "/dev"));
    for (String folder : List.of("bin", "lib")) {
      words.addAll(
          List.of("--ro-bind", tools.sandbox().resolve(folder).toString(), "/sandbox/" + folder));
    }
    return words;
  }

  /**
   * Returns the end of such a command line: a script in a network of its own. The files below
   * {@code /proc/net/netfilter} belong to root of the user namespace that the network was made in,
   * if that has a root already. So bubblewrap makes all but the network, and {@code unshare} that.
   */
  static List<String> shell(String script, String argument) {
    String busybox = "/sandbox/bin/busybox";
    return List.of("--chdir", "/", "--", busybox, "unshare", "-n", busybox, "sh", script, argument);
  }

  /**
   * Returns the command line by which a program joins its network and its process namespace; the
   * program's own is to follow.
   *
   * @throws IOException when it has ended
   */
  List<String> entering() throws IOException {
    // The nsenter of util-linux stops when its child is stopped, which the entrypoint does at its
    // end. It would then never reap the child, and the kernel keep the process namespace.
    String busybox = tools.sandbox().resolve("bin/busybox").toString();
    List<String> words = new ArrayList<>(List.of(busybox, "nsenter", "--preserve-credentials"));
    words.addAll(List.of("-t", Long.toString(pid()), "-U", "-n", "-p", "--"));
    words.addAll(List.of(busybox, "unshare", "-m", busybox, "sh"));
    words.addAll(List.of(surroundings.file("enter.sh").toString(), nonce));
    return words;
  }

  private long pid() throws IOException {
    return process
        .children()
        .findFirst()
        .orElseThrow(() -> new IOException("the firewall of the tests has ended"))
        .pid();
  }

  /**
   * Returns the record's folder as a tar.
   *
   * @throws IOException also when the way out has ended before, since tests may have failed by it
   */
  InputStream end() throws IOException {
    WayOut open = way;
    if (open != null && !open.isOpen()) {
      throw new IOException(
          "pasta, the way out of the tests' network, ended before the tests; run them again");
    }
    return firewall.end();
  }

  /** Ends it, and waits a little for that. */
  void stop() {
    firewall.stop();
    WayOut open = way;
    if (open != null) {
      open.close();
    }
    try {
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
