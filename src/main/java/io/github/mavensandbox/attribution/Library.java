package io.github.mavensandbox.attribution;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Libraries of which it is known what they do in a call.
 *
 * @param coordinates {@code groupId:artifactId}
 * @param packageName of their classes, where they are often copied into other jars; ends with a dot
 */
record Library(Role role, Pattern coordinates, Optional<String> packageName) {

  /** Reads {@code role groupId:artifactId [package]}; {@code *} stands for any characters. */
  static Library parse(String line) {
    String[] words = line.split(" +");
    String[] literals = words[1].split("\\*", -1);
    StringBuilder pattern = new StringBuilder(Pattern.quote(literals[0]));
    for (int i = 1; i < literals.length; i++) {
      pattern.append(".*").append(Pattern.quote(literals[i]));
    }
    return new Library(
        Role.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Pattern.compile(pattern.toString()),
        words.length > 2 ? Optional.of(words[2] + ".") : Optional.empty());
  }

  /** Whether an artifact is one of them; modules of the build are not, even if it builds one. */
  boolean includes(Origin origin) {
    return origin.kind() == Origin.Kind.ARTIFACT
        && coordinates.matcher(withoutVersion(origin.name())).matches();
  }

  boolean isCopiedTo(String className) {
    return packageName.isPresent() && className.startsWith(packageName.get());
  }

  boolean isCopiedAndRenamedTo(String className) {
    return packageName.isPresent() && className.contains("." + packageName.get());
  }

  private static String withoutVersion(String coordinates) {
    int group = coordinates.indexOf(':');
    int artifact = coordinates.indexOf(':', group + 1);
    return artifact < 0 ? coordinates : coordinates.substring(0, artifact);
  }
}
