package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.text.Quoted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Files and folders of a module that the user wants back from its sandbox, whatever a later step
 * does with them: what tests write there replaces what is there.
 *
 * @param belowTarget the names on the way below target, for each
 * @param outside those that are elsewhere in the module's folder, relative to it
 */
public record TakePaths(List<List<String>> belowTarget, List<Path> outside) {

  /** Of a user who wants nothing more. */
  public static final TakePaths NONE = new TakePaths(List.of(), List.of());

  public TakePaths {
    belowTarget = List.copyOf(belowTarget);
    outside = List.copyOf(outside);
  }

  /**
   * Reads what is configured.
   *
   * @param basedir the module's folder
   * @param target its build directory
   * @throws IllegalArgumentException for a path that cannot be taken; says which, and why
   */
  public static TakePaths parse(List<String> texts, Path basedir, Path target) {
    Path own = target.toAbsolutePath().normalize();
    Path folder = basedir.toAbsolutePath().normalize();
    List<List<String>> below = new ArrayList<>();
    List<Path> outside = new ArrayList<>();
    for (String text : texts) {
      Path path = relative(text);
      Path absolute = folder.resolve(path);
      refuse(own.startsWith(absolute), text, "holds all of target; name what is needed in it");
      refuse(leadsThroughLink(folder, path), text, "leads through a link; name what it leads to");
      if (absolute.startsWith(own)) {
        List<String> names = names(own.relativize(absolute));
        refuse(
            names.get(0).toLowerCase(Locale.ROOT).equals("sandbox"),
            text,
            "is where the records of the sandbox are, which no test may write");
        below.add(names);
      } else {
        outside.add(path);
      }
    }
    return new TakePaths(below, outside);
  }

  private static Path relative(String text) {
    refuse(text.isBlank(), text, "is empty");
    refuse(text.chars().anyMatch(Character::isISOControl), text, "has a control character");
    Path path;
    try {
      path = Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(message(text, "is no path"), e);
    }
    refuse(path.isAbsolute(), text, "is absolute");
    refuse(names(path).contains(".."), text, "has '..' in it");
    Path normal = path.normalize();
    refuse(normal.toString().isEmpty(), text, "is the whole project");
    refuse(
        names(normal).stream().anyMatch(name -> name.startsWith(".")),
        text,
        "has a name in it that begins with a dot, which other programs obey");
    return normal;
  }

  private static boolean leadsThroughLink(Path folder, Path path) {
    Path step = folder;
    for (Path name : path) {
      step = step.resolve(name);
      if (Files.isSymbolicLink(step)) {
        return true;
      }
    }
    return false;
  }

  static List<String> names(Path path) {
    return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
  }

  private static void refuse(boolean wrong, String text, String why) {
    if (wrong) {
      throw new IllegalArgumentException(message(text, why));
    }
  }

  private static String message(String text, String why) {
    return "<test><take> path %s %s; write a path of a file or folder in the module's folder, such as src/test/snapshots"
        .formatted(Quoted.of(text), why);
  }

  /** Returns whether a name below target is one of these, or below one. */
  boolean hasBelowTarget(List<String> names) {
    return belowTarget.stream()
        .anyMatch(
            named ->
                names.size() >= named.size()
                    && names.subList(0, named.size()).equals(named)
                    && names.stream().noneMatch(name -> name.startsWith(".")));
  }

  /** Returns whether nothing is configured. */
  public boolean isEmpty() {
    return belowTarget.isEmpty() && outside.isEmpty();
  }
}
