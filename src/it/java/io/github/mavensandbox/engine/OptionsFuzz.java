package io.github.mavensandbox.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Any arguments as options for an engine. What passes is read once more, as the engines' reader
 * does, with the tables of their {@code create --help}: there may be nothing in it that opens the
 * sandbox.
 */
public final class OptionsFuzz {

  private static final Set<String> FLAGS =
      Set.of(
          "disable-content-trust",
          "env-host",
          "help",
          "http-proxy",
          "init",
          "interactive",
          "no-healthcheck",
          "no-hosts",
          "oom-kill-disable",
          "privileged",
          "publish-all",
          "quiet",
          "read-only",
          "read-only-tmpfs",
          "replace",
          "rm",
          "rootfs",
          "tls-verify",
          "tty",
          "unsetenv-all",
          "use-api-socket");

  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('a', "attach"),
          Map.entry('c', "cpu-shares"),
          Map.entry('e', "env"),
          Map.entry('h', "hostname"),
          Map.entry('i', "interactive"),
          Map.entry('l', "label"),
          Map.entry('m', "memory"),
          Map.entry('P', "publish-all"),
          Map.entry('p', "publish"),
          Map.entry('q', "quiet"),
          Map.entry('t', "tty"),
          Map.entry('u', "user"),
          Map.entry('v', "volume"),
          Map.entry('w', "workdir"));

  private static final Set<String> OPENING =
      Set.of(
          "annotation",
          "cap-add",
          "cap-drop",
          "cgroupns",
          "cgroups",
          "device",
          "device-cgroup-rule",
          "entrypoint",
          "env",
          "env-file",
          "env-host",
          "gidmap",
          "gpus",
          "group-add",
          "init-path",
          "ipc",
          "link",
          "mount",
          "net",
          "network",
          "pid",
          "pod",
          "privileged",
          "publish",
          "publish-all",
          "rootfs",
          "seccomp-policy",
          "secret",
          "systemd",
          "uidmap",
          "use-api-socket",
          "user",
          "userns",
          "uts",
          "volume-driver",
          "volumes-from");

  private static final List<Path> CLOSED =
      List.of(
          Path.of("/sandbox"), Path.of("/etc"), Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));

  private OptionsFuzz() {}

  /** Arguments, each ended by a zero. */
  public static List<byte[]> seeds() {
    return List.of(
        seed("--memory", "8g", "-m=8g", "-hbuilder", "--dns=198.51.100.53"),
        seed("-v", "cache:/root/.cache", "-vcache:/data:ro,z", "--volume=/data"),
        seed("--tmpfs", "/work:size=64m,exec", "--security-opt", "no-new-privileges:true"),
        seed("--sysctl", "net.core.somaxconn=1024,kernel.shmmax=1", "--label=team=a"),
        seed("-v", "cache:/x/../sandbox"),
        seed("--tmpfs", "/x\n/../sandbox"),
        seed("--hostname=", "--privileged"),
        seed("-itv", "/:/host", "--network=host"),
        seed("-DH", "unix:///run/other.sock", "--tls"),
        seed("-rc", "remote", "--root", "/var/lib/other"));
  }

  private static byte[] seed(String... arguments) {
    return String.join("\0", arguments).getBytes(UTF_8);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> arguments = List.of(new String(input, UTF_8).split("\0", -1));
    if (passes(() -> CreateOptions.check(arguments), "sandbox.createArgs item ")) {
      readOptions(new ArrayDeque<>(arguments));
    }
    for (EngineKind kind : EngineKind.values()) {
      if (passes(() -> GlobalOptions.check(kind, arguments), "sandbox.engineArgs item ")) {
        check(arguments.get(0).startsWith("-"), "a command: " + arguments);
      }
    }
  }

  private static boolean passes(Runnable check, String refusal) {
    try {
      check.run();
      return true;
    } catch (IllegalArgumentException e) {
      check(e.getMessage().startsWith(refusal), e.toString());
      return false;
    }
  }

  private static void readOptions(Deque<String> rest) {
    while (!rest.isEmpty()) {
      String text = rest.pop();
      check(text.matches("(?s)-.+") && !text.equals("--"), "taken for the image: " + text);
      if (text.startsWith("--")) {
        readLong(text.substring(2), rest);
      } else {
        readShort(text.substring(1), rest);
      }
    }
  }

  private static void readLong(String text, Deque<String> rest) {
    String[] parts = text.split("=", 2);
    if (parts.length == 2) {
      checkOption(parts[0], parts[1]);
    } else {
      checkOption(text, FLAGS.contains(text) ? "true" : rest.pop());
    }
  }

  private static void readShort(String letters, Deque<String> rest) {
    String name = LETTERS.getOrDefault(letters.charAt(0), "");
    String after = letters.substring(1);
    if (after.length() > 1 && after.startsWith("=")) {
      checkOption(name, after.substring(1));
    } else if (FLAGS.contains(name)) {
      checkOption(name, "true");
      if (!after.isEmpty()) {
        readShort(after, rest);
      }
    } else {
      checkOption(name, after.isEmpty() ? rest.pop() : after);
    }
  }

  private static void checkOption(String name, String value) {
    check(!name.isEmpty() && !OPENING.contains(name), "opens the sandbox: --" + name);
    switch (name) {
      case "volume" -> {
        String[] parts = value.split(":", -1);
        boolean named = parts.length > 1;
        if (named && !parts[0].startsWith("/")) {
          check(parts[0].matches("[\\w.-]+") && !parts[0].startsWith("."), "of the host: " + value);
        }
        checkFolder(named && !parts[0].startsWith("/") ? parts[1] : parts[0]);
      }
      case "tmpfs" -> checkFolder(value.split(":", 2)[0]);
      case "security-opt" ->
          check(value.startsWith("no-new-privileges") && !value.endsWith("false"), value);
      case "label" -> check(!value.startsWith("io.github.mavensandbox."), value);
      case "sysctl" ->
          check(!value.matches("(?s)(.*,)?(net\\.netfilter|kernel\\.core_|vm\\.).*"), value);
      default -> {}
    }
  }

  private static void checkFolder(String folder) {
    try {
      Path path = Path.of(folder).normalize();
      check(
          path.isAbsolute()
              && path.getNameCount() > 0
              && CLOSED.stream().noneMatch(path::startsWith),
          "a mount over " + path);
    } catch (InvalidPathException e) {
      // No engine can be given such an argument.
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
