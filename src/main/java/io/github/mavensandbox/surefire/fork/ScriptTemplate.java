package io.github.mavensandbox.surefire.fork;

import io.github.mavensandbox.text.OwnFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shell script that lies beside a class, with names between two @ for what it is told. */
public final class ScriptTemplate {

  private static final Pattern NAME = Pattern.compile("@([a-z]+)@");

  private ScriptTemplate() {}

  /**
   * Returns the script with each name replaced.
   *
   * @param values by their names, as words of a shell
   */
  public static String filled(Class<?> neighbour, String script, Map<String, String> values)
      throws IOException {
    return NAME.matcher(OwnFile.text(neighbour, script))
        .replaceAll(
            name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), name.group())));
  }

  /** Returns a command as words of a shell, in which nothing has a meaning of its own. */
  public static String words(List<String> command) {
    return String.join(" ", command.stream().map(ScriptTemplate::word).toList());
  }

  /** Returns a text as one word of a shell. */
  public static String word(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
