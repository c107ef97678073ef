package io.github.mavensandbox.record;

import io.github.mavensandbox.text.PlainText;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's own packet counters, over both IP families.
 *
 * @param blocked packets that reached the chain which blocks, by direction
 * @param logged those of them that were handed to the log; the others were too many a second
 */
public record Counters(Map<PacketDirection, Long> blocked, Map<PacketDirection, Long> logged) {

  /** {@code 4 out-blocked 17}; 18 digits cannot overflow, not even as the sum of two families. */
  private static final Pattern LINE =
      Pattern.compile("([46]) (out|in|noise)-(blocked|logged) (0|[1-9][0-9]{0,17})");

  /** Written last: a file without it was cut. */
  private static final String END = "end";

  public Counters {
    blocked = Map.copyOf(blocked);
    logged = Map.copyOf(logged);
  }

  /** Packets that were blocked. */
  public long blocked(PacketDirection direction) {
    return blocked.getOrDefault(direction, 0L);
  }

  /** Packets that were blocked and logged. */
  public long logged(PacketDirection direction) {
    return logged.getOrDefault(direction, 0L);
  }

  /**
   * @param content the whole file: a line {@code <family> <direction>-blocked|logged <packets>} for
   *     both families, every direction and both counters, then {@code end}
   */
  static Counters parse(String content) throws RecordException {
    if (!content.endsWith("\n" + END + "\n")) {
      throw new RecordException("counters is damaged: its last line is not '" + END + "'");
    }
    List<String> lines = content.lines().toList();
    Map<String, Long> values = new HashMap<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new RecordException("counters is damaged: bad line '" + PlainText.of(line) + "'");
      }
      String key = matcher.group(1) + " " + matcher.group(2) + "-" + matcher.group(3);
      if (values.put(key, Long.valueOf(matcher.group(4))) != null) {
        throw new RecordException("counters is damaged: '" + key + "' is there twice");
      }
    }
    return new Counters(sum(values, "blocked"), sum(values, "logged"));
  }

  private static Map<PacketDirection, Long> sum(Map<String, Long> values, String what)
      throws RecordException {
    Map<PacketDirection, Long> sums = new EnumMap<>(PacketDirection.class);
    for (PacketDirection direction : PacketDirection.values()) {
      String key = " " + direction.label() + "-" + what;
      sums.put(direction, value(values, "4" + key) + value(values, "6" + key));
    }
    return sums;
  }

  private static long value(Map<String, Long> values, String key) throws RecordException {
    Long value = values.get(key);
    if (value == null) {
      throw new RecordException("counters is damaged: '" + key + "' is missing");
    }
    return value;
  }
}
