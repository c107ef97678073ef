package io.github.mavensandbox.adversary;

import io.github.mavensandbox.it.process.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A base image that wants its own code to run as root, and has programs that would give privileges.
 */
final class Hostile {

  /** What a shell without a path of its own would find there. */
  private static final List<String> NAMES =
      List.of(
          "awk",
          "cat",
          "env",
          "grep",
          "ip6tables",
          "ipset",
          "iptables",
          "mkdir",
          "mv",
          "sed",
          "setpriv",
          "sh",
          "ulogd");

  private static final List<String> CHANGES =
      List.of(
          "ENV LD_PRELOAD=/hostile/preload.so",
          "ENV LD_LIBRARY_PATH=/hostile",
          "ENV GLIBC_TUNABLES=glibc.malloc.check=3",
          "ENV ENV=/hostile/profile",
          "ENV BASH_ENV=/hostile/profile",
          "ENV IFS=x",
          "ENV PATH=/hostile/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private Hostile() {}

  /**
   * Makes it.
   *
   * @param base a good one
   * @param programs the attacker's, by their names
   */
  static String base(Engine engine, String base, Map<String, Path> programs, Path folder)
      throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("script"), Script.named("hostile-command"));
    Path profile =
        Files.writeString(folder.resolve("profile"), "/bin/busybox id -u >>/hostile/log\n");
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("/hostile/preload.so", programs.get("preload.so"));
    files.put("/hostile/profile", profile);
    NAMES.forEach(name -> files.put("/hostile/bin/" + name, script));
    files.put("/usr/local/bin/attack-setuid", programs.get("attack"));
    files.put("/usr/local/bin/attack-capable", programs.get("attack"));
    String container =
        engine.create(List.of(base, "sh", "-c", Script.named("hostile-base")), files);
    engine.ask("start", "--attach", container);
    return engine.commit(container, CHANGES);
  }
}
