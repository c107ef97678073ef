package io.github.mavensandbox.surefire;

import java.io.IOException;
import java.io.Reader;
import java.io.StreamTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The words of a {@code @file} among java's arguments, which quotes keep together. */
final class ArgumentFile {

  private ArgumentFile() {}

  static List<String> read(Path file) throws IOException {
    List<String> words = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      StreamTokenizer tokens = new StreamTokenizer(reader);
      tokens.resetSyntax();
      tokens.wordChars('!', 0x10FFFF);
      tokens.whitespaceChars(0, ' ');
      tokens.commentChar('#');
      tokens.quoteChar('"');
      tokens.quoteChar('\'');
      while (tokens.nextToken() != StreamTokenizer.TT_EOF) {
        if (tokens.sval != null) {
          words.add(tokens.sval);
        }
      }
    }
    return words;
  }
}
