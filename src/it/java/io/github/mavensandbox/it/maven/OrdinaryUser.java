package io.github.mavensandbox.it.maven;

import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.SeccompFilter;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An ordinary user, for whom alone there are sandboxes of namespaces: where root runs the tests,
 * another one, else who runs the tests. With a home of the test's own.
 *
 * @param home a folder of the user's
 * @param repository the user's copy of the repository that the plugin is installed in, which has
 *     all that builds of this run have had until then
 * @param names what this user finds in {@code /etc/passwd}; empty for a user whom no file of the
 *     machine knows
 */
public record OrdinaryUser(Path home, Path repository, Optional<Path> names) {

  /** Of more than 16 bits, as some machines have them. */
  private static final int ID = 112345;

  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private static final String SHOWING_NAMES = "mount --bind \"$1\" /etc/passwd; shift; exec \"$@\"";

  private static @Nullable OrdinaryUser ofThisRun;
  private static @Nullable String repositoryUrl;

  /**
   * Makes home and repository of a user without a name.
   *
   * @param folder an empty one, whose name is in the path of all that the sandboxes are made of
   */
  public static OrdinaryUser in(Path folder) throws IOException, InterruptedException {
    OrdinaryUser user =
        new OrdinaryUser(
            folder.resolve("home"), folder.resolve("home/.m2/a repository"), Optional.empty());
    Files.createDirectories(user.repository().getParent());
    CommandLine.of("cp", "-a", Maven.repository().toString(), user.repository().toString())
        .output();
    user.give(user.home());
    return user;
  }

  /** Returns where the tools of images were unpacked to for this user. */
  public Path tools() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve(".cache/sandbox-maven-plugin"), 2)) {
      return files.filter(file -> file.endsWith("sandbox")).findFirst().orElseThrow();
    }
  }

  /**
   * Returns what a command line begins with whose program the machine refuses namespaces.
   *
   * @param filter the file that the filter of system calls is written to
   */
  public List<String> refusedNamespaces(Path filter) throws IOException {
    Files.write(filter, SeccompFilter.withoutEngine(Architecture.ofThisMachine()));
    Path tools = tools();
    return List.of(
        tools.resolve("lib/ld.so").toString(),
        "--library-path",
        tools.resolve("lib").toString(),
        tools.resolve("bin/setpriv").toString(),
        "--no-new-privs",
        "--seccomp-filter",
        filter.toString(),
        "--");
  }

  /** Returns the user of all builds of this run of the tests. */
  public static synchronized OrdinaryUser ofThisRun() throws IOException, InterruptedException {
    OrdinaryUser user = ofThisRun;
    if (user == null) {
      Path folder = Files.createTempDirectory("ordinary-user");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      OrdinaryUser nameless = in(folder.toRealPath());
      user = new OrdinaryUser(nameless.home(), nameless.repository(), namesWith(nameless.home()));
      ofThisRun = user;
    }
    return user;
  }

  private static Optional<Path> namesWith(Path home) throws IOException {
    if (!ROOT) {
      return Optional.empty();
    }
    Path names = Files.createTempFile("passwd", "");
    names.toFile().deleteOnExit();
    String line = "ordinary:x:%1$d:%1$d::%2$s:/bin/sh%n".formatted(ID, home);
    Files.writeString(names, Files.readString(Path.of("/etc/passwd")) + line);
    return Optional.of(
        Files.setPosixFilePermissions(names, PosixFilePermissions.fromString("rw-r--r--")));
  }

  private static void remove(Path folder) {
    try {
      CommandLine.of("rm", "-rf", folder.toString()).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether that is another user than who runs the tests, who is root then. */
  public static boolean isOther() {
    return ROOT;
  }

  /** Returns the URL by which that user's builds find what root has in the local repository. */
  static synchronized String repositoryUrl() throws IOException {
    String url = System.getProperty("localRepositoryUrl", "");
    if (!ROOT || url.isEmpty()) {
      return url;
    }
    String served = repositoryUrl;
    if (served == null) {
      served = new ServedFolder(Path.of(url.replaceFirst("^file://", ""))).url();
      repositoryUrl = served;
    }
    return served;
  }

  /** Has a command line run as that user. */
  public CommandLine runs(CommandLine command) {
    List<String> by = new ArrayList<>();
    names.ifPresent(
        file ->
            by.addAll(
                List.of("unshare", "--mount", "sh", "-ec", SHOWING_NAMES, "sh", file.toString())));
    if (ROOT) {
      by.addAll(List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--"));
    }
    by.addAll(List.of("env", "HOME=" + home));
    return command.by(by).withoutVariable("XDG_CACHE_HOME");
  }

  /**
   * Gives the user a folder with all that is in it, and lets the user in from above, as far as that
   * is a test's own.
   */
  public void give(Path folder) throws IOException, InterruptedException {
    if (!ROOT) {
      return;
    }
    // What a build removes meanwhile, it cannot give.
    CommandLine.of("chown", "--recursive", "--no-dereference", ID + ":" + ID, folder.toString())
        .run();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    for (Path above = folder.toRealPath().getParent();
        above != null && above.startsWith(temporary) && !above.equals(temporary);
        above = above.getParent()) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(above);
      if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
        Files.setPosixFilePermissions(above, permissions);
      }
    }
  }

  /** Returns what there is of the user's sandboxes: folders of builds, and processes. */
  public List<String> sandboxes() throws IOException {
    List<String> sandboxes = new ArrayList<>();
    Path runs = home.resolve(".cache/sandbox-maven-plugin/run");
    if (Files.isDirectory(runs)) {
      try (Stream<Path> builds = Files.list(runs)) {
        builds.map(Path::toString).forEach(sandboxes::add);
      }
    }
    processes().forEach(process -> sandboxes.add(process.pid() + ": " + process.info()));
    return sandboxes;
  }

  /**
   * Returns the processes of the sandboxes: those who see files of this home by mounts of their
   * own, and the tools on their way there.
   */
  public List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::isOfSandbox).toList();
  }

  private boolean isOfSandbox(ProcessHandle process) {
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    String own = Objects.requireNonNull(home.getParent()).getFileName().toString();
    return link(proc.resolve("exe")).filter(exe -> exe.contains(own)).isPresent()
        || !link(proc.resolve("ns/mnt")).equals(link(Path.of("/proc/self/ns/mnt")))
            && text(proc.resolve("mountinfo")).contains(own);
  }

  private static Optional<String> link(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      // It has ended, or is another user's.
      return Optional.empty();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
