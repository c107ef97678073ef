package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.text.OwnFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * A folder with what the firewalls and forks of a module have in common. Only the user can look
 * into it.
 */
final class Surroundings {

  private static final List<String> SCRIPTS =
      List.of("firewall.sh", "enter.sh", "begin.sh", "way.sh");
  private static final List<String> OF_THE_IMAGE = List.of("entrypoint", "ulogd.conf");

  private final Path folder;

  private Surroundings(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes it.
   *
   * @param folder made if it is not there
   * @param mode of the firewall
   * @param filter of system calls
   */
  static Surroundings write(
      Path folder, Machine machine, ResolvedPolicy policy, Mode mode, byte[] filter)
      throws IOException {
    Surroundings surroundings = new Surroundings(folder);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String directory : List.of("policy", "etc", "empty")) {
      Files.createDirectories(folder.resolve(directory));
    }
    for (Map.Entry<String, String> file : policy.files().entrySet()) {
      Files.writeString(folder.resolve("policy").resolve(file.getKey()), file.getValue());
    }
    // No program of the firewall's is ever started as that user; the entrypoint wants to know one.
    Files.writeString(folder.resolve("policy/user"), "10001:10001\n");
    for (String script : OF_THE_IMAGE) {
      Files.write(folder.resolve(script), SandboxImage.script(script));
    }
    for (String script : SCRIPTS) {
      Files.writeString(folder.resolve(script), OwnFile.text(Surroundings.class, script));
    }
    Files.write(folder.resolve("seccomp"), filter);
    surroundings.writeEtc(machine, policy.hosts(), mode);
    return surroundings;
  }

  private void writeEtc(Machine machine, String hosts, Mode mode) throws IOException {
    write(
        "etc/passwd",
        "root:x:0:0:root:/root:/bin/sh",
        "nobody:x:65534:65534:nobody:/nonexistent:/bin/false",
        "%s:x:%d:%d::%s:/bin/sh"
            .formatted(machine.user(), machine.uid(), machine.gid(), machine.home()));
    write(
        "etc/group",
        "root:x:0:",
        "nogroup:x:65534:",
        "%s:x:%d:".formatted(machine.user(), machine.gid()));
    write(
        "etc/hosts",
        "127.0.0.1 localhost " + machine.hostName(),
        "::1 localhost ip6-localhost ip6-loopback",
        hosts);
    if (mode == Mode.AUDIT) {
      write("etc/resolv.conf", "nameserver " + WayOut.NAME_SERVER);
    } else {
      write(
          "etc/resolv.conf",
          "# sandbox: no DNS inside; the allowed names are in /etc/hosts",
          "nameserver 127.0.0.53",
          "options timeout:1 attempts:1");
    }
    write("etc/nsswitch.conf", "passwd: files", "group: files", "hosts: files dns");
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  /** Returns one of the folder's files or folders. */
  Path file(String name) {
    return folder.resolve(name);
  }
}
