package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.image.AppUser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The image in which tests run: a JDK, and the sandbox's tools with the policy.
 *
 * @param reference by which the engine knows it
 * @param user that tests run as: the one whose home the image has
 * @param javaHome the JDK's folder in it
 * @param hasVolumes whether its containers have volumes that the image declares
 * @param release the text of the JDK's file {@code release}
 * @param takesAgents whether that JDK can start with {@code -javaagent}
 * @param passwd the text of {@code /etc/passwd}, with a line for the tests' user
 * @param group the text of {@code /etc/group}
 */
public record TestImage(
    String reference,
    AppUser user,
    String javaHome,
    boolean hasVolumes,
    String release,
    boolean takesAgents,
    String passwd,
    String group) {

  private static final int UID = 2;
  private static final int HOME = 5;

  /** Returns the homes of all users that the image knows. */
  Stream<Path> homes() {
    return users().map(fields -> Path.of(fields[HOME]).normalize());
  }

  /** Returns the home of the tests' user, if it has one. */
  Optional<Path> home() {
    return users()
        .filter(fields -> fields[UID].equals(Integer.toString(user.uid())))
        .map(fields -> Path.of(fields[HOME]).normalize())
        .findFirst();
  }

  private Stream<String[]> users() {
    return passwd
        .lines()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > HOME && fields[HOME].startsWith("/"));
  }
}
