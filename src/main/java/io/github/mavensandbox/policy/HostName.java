package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host's name as RFC 1123 has it: labels of letters, digits and hyphens, in lower case, without
 * the dot at the end.
 *
 * @param name at most 253 characters
 */
public record HostName(String name) implements Target, Comparable<HostName> {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /** What programs take for a number: {@code 7}, {@code 0x7f}. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  public HostName {
    String problem = problemOf(name);
    if (problem != null || !name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("not a host name in lower case: " + Quoted.of(name));
    }
  }

  static HostName parse(String text) throws PolicyException {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    String problem = problemOf(name);
    if (problem != null) {
      throw new PolicyException(problem);
    }
    return new HostName(name);
  }

  private static @Nullable String problemOf(String name) {
    if (!name.chars().allMatch(c -> c < 0x80)) {
      return "a host name is written in ASCII" + punycodeHint(name);
    }
    if (name.length() > LONGEST_NAME) {
      return "host name has " + name.length() + " characters, at most 253 are possible";
    }
    String[] labels = name.split("\\.", -1);
    for (String label : labels) {
      String problem = problemOfLabel(label);
      if (problem != null) {
        return problem;
      }
    }
    String last = labels[labels.length - 1];
    if (NUMBER.matcher(last).matches()) {
      return "a host name that ends in the number %s is read as an address by some programs; write an address like 192.168.0.1"
          .formatted(Quoted.of(last));
    }
    if (last.equals("localhost")) {
      return "loopback is always open; remove the rule";
    }
    return null;
  }

  private static @Nullable String problemOfLabel(String label) {
    if (label.isEmpty()) {
      return "host name has an empty label (two dots, or one at its start)";
    }
    if (label.length() > LONGEST_LABEL) {
      return "label " + Quoted.of(label) + " of the host name is longer than 63 characters";
    }
    if (label.contains("*")) {
      return "a host name with a wildcard cannot be resolved; write each name";
    }
    for (char c : label.toCharArray()) {
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-')) {
        return Quoted.of(c)
            + " is not possible in a host name: letters, digits, hyphens and dots are";
      }
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      return "label " + Quoted.of(label) + " of the host name begins or ends with a hyphen";
    }
    return null;
  }

  private static String punycodeHint(String name) {
    try {
      return "; write " + Quoted.of(IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES));
    } catch (IllegalArgumentException e) {
      return "; this one has no such form";
    }
  }

  @Override
  public int compareTo(HostName other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
