package io.github.mavensandbox.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides which of the user's own arguments reach the engine.
 *
 * <p>It knows what may pass, not what may not: the engines gain options with every release, and
 * each has dozens that take the sandbox apart (namespaces, files and devices of the host, the
 * engine's socket, privileges, another user, another entry point). Of {@code create}, limits,
 * names, addresses, named volumes and the runtime may pass ({@link CreateOptions}); of the engine
 * itself, whatever tells which engine is meant and how it is reached ({@link GlobalOptions}).
 *
 * <p>Arguments are read as the engines' own reader (Go's pflag) reads them, so that nothing means
 * one thing here and another there: {@code --name value}, {@code --name=value}, {@code -n value},
 * {@code -nvalue}, {@code -n=value} and clusters of short ones. No shell is involved; a quote is
 * part of the value.
 *
 * @param parameter where the arguments come from, for messages
 * @param flags the long names that may pass and have no value
 * @param valued the long names that may pass and have one, each with a rule that says what is wrong
 *     with a value
 * @param letters the long names behind the short ones, also of options that may not pass
 * @param reasons why an option may not pass and what to do in its place, by long name
 * @param otherwise the reason against all others
 */
record ArgumentGuard(
    String parameter,
    Set<String> flags,
    Map<String, Function<String, Optional<String>>> valued,
    Map<Character, String> letters,
    Map<String, String> reasons,
    String otherwise) {

  /** Lets every value pass. */
  static final Function<String, Optional<String>> ANY = value -> Optional.empty();

  /**
   * Checks arguments.
   *
   * @throws IllegalArgumentException for the first that may not pass, with its position counted
   *     from 1
   */
  void check(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    for (int position = 1; rest.hasNext(); position++) {
      String text = rest.next();
      position += new Argument(position, text, rest).check();
    }
  }

  /** One argument that is being read; the value may be the next one. */
  private final class Argument {
    private final int position;
    private final String text;
    private final Iterator<String> rest;

    Argument(int position, String text, Iterator<String> rest) {
      this.position = position;
      this.text = text;
      this.rest = rest;
    }

    /** Returns how many of the arguments after it are its value: 0 or 1. */
    int check() {
      if (!text.startsWith("-") || text.equals("-") || text.equals("--")) {
        throw refused("it is no option, and would be taken for an image or a command");
      }
      return text.startsWith("--") ? checkLong() : checkShort();
    }

    private int checkLong() {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text.substring(2) : text.substring(2, equals);
      if (flags.contains(name)) {
        return 0;
      }
      return checkValue(
          name, equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1)));
    }

    private int checkShort() {
      for (int i = 1; i < text.length(); i++) {
        String letter = text.substring(i, i + 1);
        String name = letters.getOrDefault(text.charAt(i), letter);
        String after = text.substring(i + 1);
        if (!flags.contains(name)) {
          boolean separate = after.length() > 1 && after.startsWith("=");
          String value = separate ? after.substring(1) : after;
          return checkValue(name, after.isEmpty() ? Optional.empty() : Optional.of(value));
        }
        if (after.startsWith("=")) {
          return 0;
        }
      }
      return 0;
    }

    private int checkValue(String name, Optional<String> attached) {
      Function<String, Optional<String>> rule = valued.get(name);
      if (rule == null) {
        throw refused(reasons.getOrDefault(name, otherwise));
      }
      if (attached.isEmpty() && !rest.hasNext()) {
        throw refused("it needs a value");
      }
      String value = attached.orElseGet(rest::next);
      rule.apply(value)
          .ifPresent(
              problem -> {
                throw refused("'" + value + "' " + problem);
              });
      return attached.isPresent() ? 0 : 1;
    }

    private IllegalArgumentException refused(String reason) {
      return new IllegalArgumentException(
          parameter + " item " + position + ", '" + text + "', is refused: " + reason);
    }
  }
}
