package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.image.AppUser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  private static final int UID = 2;
  private static final int HOME = 5;

  /** Returns whether its JVM knows {@code -XX:MaxRAMPercentage}: from 10 on, whichever update. */
  boolean takesHeapInPercent() {
    return !release.contains("JAVA_VERSION=\"1.");
  }

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

  /**
   * Returns the same image, in which the tests' user has the name that it has outside. The image
   * stays as it is if that name is invalid or taken, and where root runs Maven.
   */
  public TestImage named(String name) {
    if (user.equals(AppUser.DEFAULT)
        || !USER_NAME.matcher(name).matches()
        || passwd.lines().anyMatch(line -> line.startsWith(name + ":"))) {
      return this;
    }
    String renamed =
        passwd.replaceFirst(
            "(?m)^[^:\n]*(?=:[^:\n]*:" + user.uid() + ":)", Matcher.quoteReplacement(name));
    return new TestImage(
        reference, user, javaHome, hasVolumes, release, takesAgents, renamed, group);
  }

  private Stream<String[]> users() {
    return passwd
        .lines()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields.length > HOME && fields[HOME].startsWith("/"));
  }
}
