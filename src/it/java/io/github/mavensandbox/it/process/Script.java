package io.github.mavensandbox.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts in {@code src/it/scripts}, which shellcheck reads like all others. */
public final class Script {

  private static final Path FOLDER = Path.of("src/it/scripts");

  private Script() {}

  /** Returns the text of a script. */
  public static String named(String name) {
    try {
      return Files.readString(FOLDER.resolve(name + ".sh"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
