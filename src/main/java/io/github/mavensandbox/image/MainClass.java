package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.MainClassFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the class that a project is started with. */
public final class MainClass {

  private MainClass() {}

  /**
   * Returns the only class with a main method.
   *
   * @param classes a directory of class files
   * @throws ImageException if there is no class at all, none with a main method, or several
   */
  public static String find(Path classes) throws ImageException {
    List<Path> files = classFiles(classes);
    if (files.isEmpty()) {
      throw nothingIn(classes);
    }
    List<String> found = withMainMethod(classes, files);
    return switch (found.size()) {
      case 1 -> found.get(0);
      case 0 ->
          throw new ImageException(
              "no main class in %s; add <container><mainClass>, or -Dsandbox.mainClass"
                  .formatted(classes));
      default ->
          throw new ImageException(
              "several main classes (%s); choose one with <container><mainClass>, or -Dsandbox.mainClass"
                  .formatted(String.join(", ", found)));
    };
  }

  static ImageException nothingIn(Path classes) {
    return new ImageException(
        "no classes in " + classes + ": there is nothing to run; compile the project first");
  }

  private static List<Path> classFiles(Path classes) throws ImageException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ImageException("cannot read " + classes + ": " + e.getMessage(), e);
    }
  }

  private static List<String> withMainMethod(Path classes, List<Path> files) throws ImageException {
    try {
      return MainClassFinder.find(files, event -> {}).getFoundMainClasses().stream()
          .sorted()
          .toList();
    } catch (UnsupportedOperationException e) {
      throw new ImageException(
          "a class in %s is of a Java version that is too new to look into; add <container><mainClass>, or -Dsandbox.mainClass"
              .formatted(classes),
          e);
    }
  }
}
