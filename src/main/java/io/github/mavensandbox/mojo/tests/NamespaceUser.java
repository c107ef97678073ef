package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.surefire.namespaces.Machine;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ordinary user who runs Maven, for whom namespaces are.
 *
 * @param uid the number of the user
 * @param gid the number of the user's group
 * @param home the user's, which is there
 */
public record NamespaceUser(int uid, int gid, Path home) {

  private static final Path SELF = Path.of("/proc/self");

  /** As a line of {@code /etc/passwd} can have it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

  /**
   * Returns who runs this process.
   *
   * @throws NoNamespacesException where that is root, or a user without a home
   */
  public static NamespaceUser ofThisProcess() throws IOException {
    refuseRoot();
    return new NamespaceUser(
        (Integer) Files.getAttribute(SELF, "unix:uid"),
        (Integer) Files.getAttribute(SELF, "unix:gid"),
        existingHome());
  }

  /**
   * Looks who runs this process.
   *
   * @throws NoNamespacesException where that is root
   */
  public static void refuseRoot() throws IOException {
    if ((Integer) Files.getAttribute(SELF, "unix:uid") == 0) {
      throw new NoNamespacesException(
          "Maven runs as root, and namespaces are for ordinary users", "run it as another user");
    }
  }

  /** A user whom the machine does not know by name has what the environment says. */
  private static Path existingHome() throws IOException {
    return UserHomes.all().stream()
        .filter(home -> home.getNameCount() > 0)
        .findFirst()
        .orElseThrow(
            () ->
                new NoNamespacesException(
                    "the user has no home", "set HOME to a folder that this user owns"));
  }

  /**
   * Returns what this user's forks see of the machine.
   *
   * @param jdk the JDK of the tests, where it is not Maven's
   * @param trees the project's folders
   * @param hidden files and folders in them that forks see empty
   */
  public Machine machine(Optional<Path> jdk, List<Path> trees, List<Path> hidden)
      throws IOException {
    return new Machine(
        jdk.isPresent() ? jdk.get() : Path.of(System.getProperty("java.home")).toRealPath(),
        home,
        NAME.matcher(System.getProperty("user.name")).matches()
            ? System.getProperty("user.name")
            : "user",
        uid,
        gid,
        hostName(),
        trees,
        hidden);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
