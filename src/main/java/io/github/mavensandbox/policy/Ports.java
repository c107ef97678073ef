package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One port, or a range of ports with both ends in it.
 *
 * @param first the lowest port, 1 to 65535
 * @param last the highest port, not below {@code first}
 */
public record Ports(int first, int last) implements Comparable<Ports> {

  /** Every port that can be called; port 0 is reserved. */
  public static final Ports ALL = new Ports(1, 65535);

  /** Matches {@code 80} and {@code 8000-8010}. */
  private static final Pattern TEXT = Pattern.compile("([0-9]+)(?:-([0-9]+))?");

  private static final Comparator<Ports> ORDER =
      Comparator.comparingInt(Ports::first).thenComparingInt(Ports::last);

  public Ports {
    if (first < 1 || last > 65535 || first > last) {
      throw new IllegalArgumentException("not a range of ports: " + first + "-" + last);
    }
  }

  static Ports parse(String text) throws PolicyException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new PolicyException(
          Quoted.of(text) + " is not a port; write one, as in ':8080', or a range, ':8000-8010'");
    }
    int first = port(matcher.group(1));
    int last = matcher.group(2) == null ? first : port(matcher.group(2));
    if (first > last) {
      throw new PolicyException(
          "port range %d-%d runs backwards; write %d-%d".formatted(first, last, last, first));
    }
    return new Ports(first, last);
  }

  private static int port(String digits) throws PolicyException {
    if (digits.length() > 1 && digits.startsWith("0")) {
      throw new PolicyException("port " + digits + " has a leading zero; write it without");
    }
    int port = digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw new PolicyException("port " + digits + " is not between 1 and 65535");
    }
    return port;
  }

  /** True if this is one port. */
  public boolean isSingle() {
    return first == last;
  }

  /** True if the port is one of these. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  boolean contains(Ports other) {
    return first <= other.first && other.last <= last;
  }

  /** True if both together are one range without a gap. */
  boolean touches(Ports other) {
    return first <= other.last + 1 && other.first <= last + 1;
  }

  Ports join(Ports other) {
    return new Ports(Math.min(first, other.first), Math.max(last, other.last));
  }

  @Override
  public int compareTo(Ports other) {
    return ORDER.compare(this, other);
  }

  /** {@code 80} or {@code 8000-8010}. */
  @Override
  public String toString() {
    return isSingle() ? Integer.toString(first) : first + "-" + last;
  }
}
