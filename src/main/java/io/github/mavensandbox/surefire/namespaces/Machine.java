package io.github.mavensandbox.surefire.namespaces;

import java.nio.file.Path;
import java.util.List;

/**
 * What forks see of the machine, beside its system files.
 *
 * @param javaHome the JDK that forks run on
 * @param home the user's, in whose place forks have an empty one
 * @param user the name of the user
 * @param uid the number of the user, who is not root
 * @param gid the number of the user's group
 * @param hostName the name of the machine
 * @param trees the project's folders: forks read all in them but what begins with a dot at their
 *     top, and what they write there is thrown away
 * @param hidden files and folders in them that forks see empty
 */
public record Machine(
    Path javaHome,
    Path home,
    String user,
    int uid,
    int gid,
    String hostName,
    List<Path> trees,
    List<Path> hidden) {

  public Machine {
    trees = List.copyOf(trees);
    hidden = List.copyOf(hidden);
  }
}
