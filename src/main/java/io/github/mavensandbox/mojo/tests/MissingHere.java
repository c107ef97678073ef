package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.attribution.NotFound;
import io.github.mavensandbox.text.Quoted;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells of what tests did not find in the sandbox, and would have found on this machine. */
final class MissingHere {

  /** More would hide the rest of what is printed. */
  private static final int MOST_PROGRAMS = 10;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,63}");

  private MissingHere() {}

  /** Returns a line for each; safe to print. */
  static List<String> lines(NotFound notFound) {
    List<String> lines = new ArrayList<>();
    Set<Integer> listening = notFound.ports().isEmpty() ? Set.of() : ListeningPorts.now();
    for (int port : notFound.ports()) {
      if (listening.contains(port)) {
        lines.add(
            "a call to localhost:%d was refused in the sandbox, whose localhost is its own, and this machine has a server at that port; to allow it, add <rule>out host:%d/tcp</rule> (tests in namespaces), or see 'A database for the tests' in the README"
                .formatted(port, port));
      }
    }
    notFound.programs().stream()
        .filter(MissingHere::hasProgram)
        .limit(MOST_PROGRAMS)
        .map(
            program ->
                "tests could not start %s, which this machine has: the sandbox lacks it, or the folder to start it in; in containers choose an image with it by <test><image>, in namespaces only programs below /usr are there"
                    .formatted(Quoted.of(program)))
        .forEach(lines::add);
    return lines;
  }

  /**
   * Looks in the folders of PATH, and nowhere else: tests choose the name, and to look at some
   * paths is to call a host, where a machine mounts what is asked for.
   */
  private static boolean hasProgram(String name) {
    if (!NAME.matcher(name).matches()) {
      return false;
    }
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }
}
