package io.github.mavensandbox.engine.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts a program where the terminal's Ctrl-C does not reach it: in a session of its own, by
 * {@code setsid}. Where there is none (only Linux has one), the program is started as it is.
 */
public record OwnSession(List<String> prefix) {

  /** Finds the program that starts others in a session of their own. */
  public static OwnSession find() {
    String path = System.getenv().getOrDefault("PATH", "");
    return new OwnSession(
        Stream.of(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "setsid"))
            .filter(Files::isExecutable)
            .findFirst()
            .map(program -> List.of(program.toString()))
            .orElse(List.of()));
  }

  /** Returns the command that starts this one in a session of its own. */
  public List<String> wrap(List<String> command) {
    List<String> wrapped = new ArrayList<>(prefix);
    wrapped.addAll(command);
    return wrapped;
  }
}
