package io.github.mavensandbox.engine.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which of the user's own options reach the engine.
 *
 * <p>It knows what may pass, not what may not: the engines gain options with every release, and
 * each has dozens that take the sandbox apart (namespaces, files and devices of the host, the
 * engine's socket, privileges, another user, another entry point). Of {@code create}, limits,
 * names, addresses, named volumes and the runtime may pass ({@link CreateOptions}); of the engine
 * itself, whatever tells which engine is meant and how it is reached ({@link GlobalOptions}).
 *
 * <p>An option is one word, {@code --name=value}. The engines' own reader (Go's pflag) also takes
 * {@code --name value}, {@code -n value}, {@code -nvalue}, {@code -n=value} and clusters of short
 * options, where what a word is depends on the one before it; a word that stands by itself means
 * the same here and there. No shell is involved; a quote is part of the value.
 *
 * @param parameter where the options come from, for messages
 * @param flags the names that may pass and need no value
 * @param valued the names that may pass and have a value, each with a rule that says what is wrong
 *     with one
 * @param letters the short names of these, for the corrected form
 * @param reasons why an option may not pass and what to do in its place, by name
 * @param otherwise the reason against all others
 */
record ArgumentGuard(
    String parameter,
    Set<String> flags,
    Map<String, Function<String, Optional<String>>> valued,
    Map<String, String> letters,
    Map<String, String> reasons,
    String otherwise) {

  private static final Pattern OPTION =
      Pattern.compile(
          "--(?<name>[^=]+)(?:=(?<value>.*))?|-(?<letter>[^-])=?(?<rest>.*)", Pattern.DOTALL);

  /** Lets every value pass. */
  static final Function<String, Optional<String>> ANY = value -> Optional.empty();

  /**
   * Checks options.
   *
   * @throws IllegalArgumentException for the first that may not pass, with its position counted
   *     from 1
   */
  void check(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      Optional<String> problem = problem(words.get(i), words.stream().skip(i + 1).findFirst());
      if (problem.isPresent()) {
        throw new IllegalArgumentException(
            "%s item %d, '%s', is refused: %s"
                .formatted(parameter, i + 1, words.get(i), problem.get()));
      }
    }
  }

  private Optional<String> problem(String word, Optional<String> next) {
    Matcher option = OPTION.matcher(word);
    if (!option.matches()) {
      return Optional.of("it is no option, and would be taken for an image or a command");
    }
    boolean isShort = option.group("letter") != null;
    String name = isShort ? letters.getOrDefault(option.group("letter"), "") : option.group("name");
    if (flags.contains(name)) {
      return isShort ? Optional.of("write --" + name) : Optional.empty();
    }
    Function<String, Optional<String>> rule = valued.get(name);
    if (rule == null) {
      return Optional.of(
          isShort
              ? "write its long name, and a value in the same word: --name=value"
              : reasons.getOrDefault(name, otherwise));
    }
    Optional<String> attached =
        Optional.ofNullable(option.group(isShort ? "rest" : "value"))
            .filter(text -> !isShort || !text.isEmpty());
    // What follows it is only read for the message: it is never let pass as a value.
    Optional<String> value = attached.or(() -> next.filter(text -> !text.startsWith("-")));
    Optional<String> wrong =
        value.flatMap(text -> rule.apply(text).map(problem -> "'" + text + "' " + problem));
    return isShort || attached.isEmpty()
        ? wrong.or(() -> corrected(name, value.orElse("VALUE")))
        : wrong;
  }

  private static Optional<String> corrected(String name, String value) {
    return Optional.of("write --" + name + "=" + value + " as one word");
  }
}
