package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.attribution.NotFound;
import io.github.mavensandbox.text.Quoted;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells of what tests did not find in the sandbox, and would have found on this machine. */
final class MissingHere {

  /** More would hide the rest of what is printed. */
  private static final int MOST_PROGRAMS = 10;

  private MissingHere() {}

  /** Returns a line for each; safe to print. */
  static List<String> lines(NotFound notFound) {
    List<String> lines = new ArrayList<>();
    Set<Integer> listening = notFound.ports().isEmpty() ? Set.of() : ListeningPorts.now();
    for (int port : notFound.ports()) {
      if (listening.contains(port)) {
        lines.add(
            "nobody listened at localhost:%d in the sandbox, whose localhost is its own; a server of this machine listens there. 'A database for the tests' in the README shows how tests reach a server"
                .formatted(port));
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

  private static boolean hasProgram(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    try {
      return name.contains("/")
          ? isProgram(Path.of(name))
          : Arrays.stream(path.split(File.pathSeparator))
              .filter(folder -> folder.startsWith("/"))
              .anyMatch(folder -> isProgram(Path.of(folder, name)));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean isProgram(Path file) {
    return file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
