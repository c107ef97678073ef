package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.PlainText;
import io.github.mavensandbox.text.Quoted;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a policy file: a rule a line, with the list that it belongs to.
 *
 * <pre>
 * # what the shop calls
 * allow out db.internal:5432/tcp
 * deny 10.1.0.0/16   # the office
 * expect out telemetry.example
 * </pre>
 *
 * A comment begins with # at the start of a line, or after white space.
 */
public final class PolicyFile {

  /** The most bytes that a file may have: 1 MiB. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int LONGEST_LINE = 1000;

  /** Matches {@code # why} with the space before it. */
  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \t])#.*");

  /** Matches {@code allow out db.internal}; group 1 is the word, group 2 the rule. */
  private static final Pattern LINE =
      Pattern.compile("[ \t]*([^ \t]+)(?:[ \t]+([^ \t].*?))?[ \t]*");

  private static final String LIST_WORDS = "allow, deny or expect";

  private final String name;
  private final Map<String, List<WrittenRule>> lists =
      Map.of("allow", new ArrayList<>(), "deny", new ArrayList<>(), "expect", new ArrayList<>());

  private PolicyFile(String name) {
    this.name = PlainText.of(name);
  }

  /**
   * Reads a file's content.
   *
   * @param name what messages call the file
   * @throws PolicyException at the first line that cannot be taken, with its place
   */
  public static WrittenPolicy parse(String name, byte[] content) throws PolicyException {
    return new PolicyFile(name).parse(content);
  }

  private WrittenPolicy parse(byte[] content) throws PolicyException {
    if (content.length > MOST_BYTES) {
      throw new PolicyException(
          name + ": is larger than 1 MiB; name networks by CIDRs in place of single addresses");
    }
    String[] lines = decoded(content).split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      // Windows' editors begin a file so.
      String line = i == 0 && lines[i].startsWith("\ufeff") ? lines[i].substring(1) : lines[i];
      parse(line, i + 1);
    }
    WrittenPolicy written =
        new WrittenPolicy(list("allow"), list("deny"), list("expect"), Optional.of(name));
    written.refuseContradictions();
    return written;
  }

  private List<WrittenRule> list(String word) {
    return lists.getOrDefault(word, List.of());
  }

  private String decoded(byte[] content) throws PolicyException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(content.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
    text.flip();
    if (result.isError()) {
      String[] before = text.toString().split("\r\n|\n|\r", -1);
      throw new PolicyException(
          place(before.length, before[before.length - 1].length() + 1)
              + ": is not UTF-8; save the file as UTF-8");
    }
    return text.toString();
  }

  private void parse(String line, int number) throws PolicyException {
    if (line.length() > LONGEST_LINE) {
      throw new PolicyException(
          place(number, LONGEST_LINE + 1)
              + ": is longer than 1,000 characters; write one rule a line");
    }
    for (int i = 0; i < line.length(); i++) {
      if (!isVisible(line.charAt(i))) {
        throw new PolicyException(
            "%s: character %s is not possible in a policy file; remove it"
                .formatted(place(number, i + 1), Quoted.of(line.charAt(i))));
      }
    }
    Matcher matcher = LINE.matcher(COMMENT.matcher(line).replaceFirst(""));
    if (matcher.matches()) {
      addRule(number, matcher);
    }
  }

  /** What may look like the end of a line, or be shown in another order than it is read in. */
  private static boolean isVisible(char c) {
    return c == '\t'
        || !Character.isISOControl(c)
            && !(c >= '\u2028' && c <= '\u202e')
            && !(c >= '\u2066' && c <= '\u2069');
  }

  private void addRule(int number, Matcher line) throws PolicyException {
    String word = line.group(1);
    String text = line.group(2);
    List<WrittenRule> list = lists.get(word);
    if (list == null) {
      throw new PolicyException(place(number, line.start(1) + 1) + ": " + unknown(word, text));
    }
    if (text == null) {
      throw new PolicyException(
          "%s: '%s' has no rule; write one after it, as in '%s 10.0.0.0/8'"
              .formatted(place(number, line.start(1) + 1), word, word));
    }
    String place = place(number, line.start(2) + 1) + ", " + Quoted.of(text);
    WrittenRule rule = new WrittenRule(place, text);
    check(word, rule);
    list.add(rule);
  }

  private static String unknown(String word, String text) {
    String known = word.toLowerCase(Locale.ROOT).replaceAll("[:=]$", "");
    return List.of("allow", "deny", "expect").contains(known)
        ? "%s is written %s, with a space after it".formatted(Quoted.of(word), Quoted.of(known))
        : "%s is not %s; a line begins with one of them, as in %s"
            .formatted(
                Quoted.of(word),
                LIST_WORDS,
                Quoted.of("allow " + (text == null ? word : "out db.internal:5432/tcp")));
  }

  private static void check(String word, WrittenRule rule) throws PolicyException {
    if (!rule.isNone()) {
      // What replaces a list does not make its mistakes right.
      switch (word) {
        case "allow" -> RuleList.allowed(List.of(rule));
        case "deny" -> RuleList.denied(List.of(rule));
        default -> RuleList.expected(List.of(rule));
      }
    } else if (!word.equals("allow")) {
      throw new PolicyException(
          "%s: only 'allow none' is possible, for nothing but loopback; remove the line"
              .formatted(rule.place()));
    }
  }

  /** {@code policy.txt:12:7}, which terminals and editors know. */
  private String place(int line, int column) {
    return name + ":" + line + ":" + column;
  }
}
