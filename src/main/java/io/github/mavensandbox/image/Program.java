package io.github.mavensandbox.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Java program of a project.
 *
 * @param classes the folder of its classes and resources
 * @param dependencies what it depends on, in the order of the class path
 */
public record Program(Path classes, List<ClasspathEntry> dependencies) {

  static final String CLASSES = "/app/classes";
  static final String RESOURCES = "/app/resources";
  private static final String LIBRARIES = "/app/libs/";

  /** The kernel refuses a single argument of more than 128 KiB. */
  private static final int LONGEST_ARGUMENT = 128 * 1024 - 1;

  public Program {
    dependencies = List.copyOf(dependencies);
  }

  /**
   * Returns the command that starts it in the image.
   *
   * @throws ImageException if there is nothing on the class path, or too much for the kernel
   */
  public List<String> command(List<String> jvmFlags, String mainClass, List<String> arguments)
      throws ImageException {
    if (dependencies.isEmpty() && !Files.exists(classes)) {
      throw MainClass.nothingIn(classes);
    }
    String classpath = String.join(":", classpath());
    if (classpath.length() > LONGEST_ARGUMENT) {
      throw new ImageException(
          "the class path has %s entries, more than a command line of the kernel takes; put them in one jar"
              .formatted(dependencies.size()));
    }
    List<String> command = new ArrayList<>();
    command.add("java");
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classpath, mainClass));
    command.addAll(arguments);
    return command;
  }

  private List<String> classpath() {
    List<String> classpath = new ArrayList<>(List.of(RESOURCES, CLASSES));
    classpath.addAll(libraries().keySet());
    return classpath;
  }

  /** Returns which file or folder of this machine each path of the class path is made of. */
  public Map<String, Path> files() {
    Map<String, Path> files = new HashMap<>();
    files.put(RESOURCES, classes);
    files.put(CLASSES, classes);
    libraries().forEach((path, entry) -> files.put(path, entry.file()));
    return files;
  }

  /**
   * Returns the dependencies by their paths in the image, in the order of the class path. Where two
   * have the same name, the later one is put in a folder with its position.
   */
  Map<String, ClasspathEntry> libraries() {
    Map<String, ClasspathEntry> libraries = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (int position = 0; position < dependencies.size(); position++) {
      ClasspathEntry entry = dependencies.get(position);
      String folder = names.add(entry.name()) ? "" : position + "/";
      libraries.put(LIBRARIES + folder + entry.name(), entry);
    }
    return libraries;
  }
}
