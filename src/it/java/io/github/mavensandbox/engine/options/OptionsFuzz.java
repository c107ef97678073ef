package io.github.mavensandbox.engine.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Any arguments as options for an engine. Each that passes is a word of its own for the engines'
 * reader, and none of those of their {@code create --help} that open the sandbox.
 */
public final class OptionsFuzz {

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
        seed("--memory=8g", "-m=8g", "-hbuilder", "--dns=198.51.100.53"),
        seed("--volume=cache:/root/.cache", "--volume=cache:/data:ro,z", "--volume=/data"),
        seed("--tmpfs=/work:size=64m,exec", "--security-opt=no-new-privileges:true"),
        seed("--sysctl=net.core.somaxconn=1024,kernel.shmmax=1", "--label=team=a"),
        seed("--volume=cache:/x/../sandbox"),
        seed("--tmpfs=/x\n/../sandbox"),
        seed("--hostname=", "--privileged"),
        seed("--hostname", "--privileged"),
        seed("-v", "cache:/data", "-itv", "/:/host", "--network=host"),
        seed("--debug", "--host=unix:///run/other.sock", "--tls"),
        seed("--remote", "--connection=remote", "--root=/var/lib/other"));
  }

  private static byte[] seed(String... arguments) {
    return String.join("\0", arguments).getBytes(UTF_8);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> arguments = List.of(new String(input, UTF_8).split("\0", -1));
    if (passes(() -> new CreateOptions(arguments), "sandbox.createArgs item ")) {
      arguments.forEach(OptionsFuzz::readOption);
    }
    for (GlobalOptions options : GlobalOptions.values()) {
      if (passes(() -> options.check(arguments), "sandbox.engineArgs item ")) {
        arguments.forEach(word -> check(word.matches("(?s)--[^=]+(=.*)?"), "a command: " + word));
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

  /** A word of any other form may take the next one along, or be no option. */
  private static void readOption(String word) {
    check(word.matches("(?s)--[^=]+=.*"), "not one word: " + word);
    String[] parts = word.substring(2).split("=", 2);
    checkOption(parts[0], parts[1]);
  }

  private static void checkOption(String name, String value) {
    check(!OPENING.contains(name), "opens the sandbox: --" + name);
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
