package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a {@code @file} among java's arguments. White space parts them; quotes, which may
 * begin and end within a word, keep it together, and only between them a backslash escapes.
 */
final class ArgumentFile {

  private static final Pattern PIECE =
      Pattern.compile(
          "(?<space>\\s+)|(?<comment>#[^\\r\\n]*)"
              + "|\"(?<double>(?:[^\"\\\\]|\\\\.)*+)(?:\"|\\z)|'(?<single>(?:[^'\\\\]|\\\\.)*+)(?:'|\\z)"
              + "|(?<plain>[^\\s#\"']+)",
          Pattern.DOTALL);

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:\\R[ \\t\\f]*|(.))", Pattern.DOTALL);

  private ArgumentFile() {}

  static List<String> read(Path file) throws IOException {
    return words(Files.readString(file));
  }

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Optional<String> word = Optional.empty();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      if (piece.group("space") != null || piece.group("comment") != null) {
        word.ifPresent(words::add);
        word = Optional.empty();
      } else {
        word = Optional.of(word.orElse("") + content(piece));
      }
    }
    word.ifPresent(words::add);
    return words;
  }

  private static String content(Matcher piece) {
    if (piece.group("plain") != null) {
      return piece.group("plain");
    }
    String quoted = piece.group("double") == null ? piece.group("single") : piece.group("double");
    return ESCAPE.matcher(quoted).replaceAll(ArgumentFile::unescaped);
  }

  /** At the end of a line, it and the space at the start of the next are nothing. */
  private static String unescaped(MatchResult escape) {
    String escaped = escape.group(1) == null ? "" : escape.group(1);
    return Matcher.quoteReplacement(
        switch (escaped) {
          case "n" -> "\n";
          case "t" -> "\t";
          case "r" -> "\r";
          case "f" -> "\f";
          default -> escaped;
        });
  }
}
