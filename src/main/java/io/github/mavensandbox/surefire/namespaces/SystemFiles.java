package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * What every fork sees of the machine's system: programs and libraries, and little of {@code /etc}.
 */
final class SystemFiles {

  private static final List<String> BESIDE_USR =
      List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

  /** What programs look up there, and what is no secret on any machine. */
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "crypto-policies",
          "debian_version",
          "fonts",
          "gai.conf",
          "java*",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "lsb-release",
          "mime.types",
          "os-release",
          "pki",
          "protocols",
          "redhat-release",
          "services",
          "ssl",
          "timezone");

  /** Secrets of ssl and pki, where root keeps them in place of the public certificates. */
  private static final List<String> PRIVATE = List.of("/etc/ssl/private", "/etc/pki/tls/private");

  private static final List<String> OWN =
      List.of("passwd", "group", "hosts", "resolv.conf", "nsswitch.conf");

  /** What these say is the machine's, and nothing that a test could need. */
  private static final List<String> CLOSED_IN_PROC =
      List.of("keys", "key-users", "timer_list", "sched_debug");

  /** By these a JVM finds out how many processors and how much memory it may use. */
  private static final List<String> SYS = List.of("/sys/fs/cgroup", "/sys/devices/system/cpu");

  private SystemFiles() {}

  static void addTo(Mounts mounts, Surroundings surroundings) throws IOException {
    mounts.readOnly(Path.of("/usr"));
    for (String name : BESIDE_USR) {
      mounts.readOnlyOrLink(Path.of("/" + name));
    }
    mounts.directory("/etc");
    for (String pattern : ETC) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/etc"), pattern)) {
        for (Path path : found) {
          mounts.readOnlyOrLink(path);
        }
      }
    }
    for (String folder : PRIVATE) {
      if (Files.isDirectory(Path.of(folder), LinkOption.NOFOLLOW_LINKS)) {
        mounts.emptyFolder(Path.of(folder), "0755");
      }
    }
    for (String name : OWN) {
      mounts.file(surroundings.file("etc/" + name), Path.of("/etc", name));
    }
    mounts.words("--proc", "/proc");
    for (String name : CLOSED_IN_PROC) {
      if (Files.exists(Path.of("/proc", name))) {
        mounts.file(Path.of("/dev/null"), Path.of("/proc", name));
      }
    }
    mounts.words("--dev", "/dev");
    for (String folder : SYS) {
      mounts.words("--ro-bind-try", folder, folder);
    }
    for (String folder : List.of("/tmp", "/var/tmp", "/dev/shm")) {
      mounts.emptyFolder(Path.of(folder), "1777");
    }
    mounts.emptyFolder(Path.of("/run"), "0755");
  }
}
