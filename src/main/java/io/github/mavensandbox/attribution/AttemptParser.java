package io.github.mavensandbox.attribution;

import io.github.mavensandbox.record.AddressText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes attempts out of the lines of one file; remembers its sources. */
final class AttemptParser {

  /** A JVM was never seen to have more class path entries than a few hundred. */
  private static final int MAX_SOURCES = 100_000;

  private static final long MAX_MICROS =
      Instant.parse("9999-12-31T00:00:00Z").getEpochSecond() * 1_000_000;
  private static final long MAX_COUNT = 1_000_000_000_000L;

  /** No name that a person could read is longer. */
  private static final int MAX_TEXT = 1_000;

  private static final long MAX_NANOS = 365L * 24 * 3600 * 1_000_000_000;

  private final Origins origins;
  private final Map<String, Origin> sources = new HashMap<>();

  AttemptParser(Origins origins) {
    this.origins = origins;
  }

  /**
   * The attempt of a line; empty when it is another line of the agent's.
   *
   * @throws IllegalArgumentException when it is none of the agent's
   */
  Optional<Attempt> parse(Map<String, Object> json) {
    String type = text(json, "type").orElseThrow(() -> bad("type"));
    switch (type) {
      case "start" -> {
        return Optional.empty();
      }
      case "source" -> {
        if (sources.size() < MAX_SOURCES) {
          String url = text(json, "url").orElseThrow(() -> bad("url"));
          sources.put(source(json, number(json, "id", Integer.MAX_VALUE)), origins.of(url));
        }
        return Optional.empty();
      }
      default -> {
        return Optional.of(attempt(json, kind(type)));
      }
    }
  }

  private static Attempt.Kind kind(String type) {
    return Attempt.Kind.valueOf(type.toUpperCase(Locale.ROOT));
  }

  private Attempt attempt(Map<String, Object> json, Attempt.Kind kind) {
    Instant begin = Instant.EPOCH.plus(number(json, "time", MAX_MICROS), ChronoUnit.MICROS);
    List<Trace> traces = new ArrayList<>();
    traces.add(new Trace(Trace.How.ITSELF, frames(json, json)));
    for (Map<?, ?> submitter : objects(json, "submitters")) {
      String how = text(submitter, "how").orElseThrow(() -> bad("how"));
      boolean thread = how.equals("thread") || how.equals("channel");
      traces.add(new Trace(thread ? Trace.How.THREAD : Trace.How.TASK, frames(json, submitter)));
    }
    return new Attempt(
        kind,
        begin,
        begin.plusNanos(number(json, "nanos", MAX_NANOS)),
        text(json, "proto"),
        text(json, "address").map(AddressText::canonical),
        json.containsKey("port")
            ? OptionalInt.of((int) number(json, "port", 65_535))
            : OptionalInt.empty(),
        text(json, "name"),
        text(json, "outcome").orElse(""),
        text(json, "test"),
        json.containsKey("count") ? number(json, "count", MAX_COUNT) : 1,
        traces,
        json.containsKey("cut"));
  }

  private List<Frame> frames(Map<?, ?> line, Map<?, ?> holder) {
    List<Frame> frames = new ArrayList<>();
    for (Map<?, ?> frame : objects(holder, "stack")) {
      frames.add(
          new Frame(
              text(frame, "c").orElseThrow(() -> bad("c")),
              text(frame, "m").orElseThrow(() -> bad("m")),
              frame.containsKey("l") ? (int) number(frame, "l", Integer.MAX_VALUE) : 0,
              frame.containsKey("s") ? origin(line, frame) : Origin.JDK));
    }
    return frames;
  }

  private Origin origin(Map<?, ?> line, Map<?, ?> frame) {
    if (Integer.valueOf(-1).equals(frame.get("s"))) {
      return Origin.GENERATED;
    }
    Origin known = sources.get(source(line, number(frame, "s", Integer.MAX_VALUE)));
    if (known == null) {
      throw bad("s");
    }
    return known;
  }

  /** Sources are numbered by each JVM, and JVMs by their process. */
  private static String source(Map<?, ?> line, long id) {
    return number(line, "pid", Long.MAX_VALUE) + "/" + id;
  }

  /** The objects of a list; a field that is not there is an empty one. */
  private static List<Map<?, ?>> objects(Map<?, ?> json, String field) {
    if (!json.containsKey(field)) {
      return List.of();
    }
    if (!(json.get(field) instanceof List<?> list)) {
      throw bad(field);
    }
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> object)) {
        throw bad(field);
      }
      objects.add(object);
    }
    return objects;
  }

  private static Optional<String> text(Map<?, ?> json, String field) {
    if (!(json.get(field) instanceof String text)) {
      return Optional.empty();
    }
    return Optional.of(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }

  private static long number(Map<?, ?> json, String field, long max) {
    // What does not fit into these is a BigInteger.
    if (!(json.get(field) instanceof Number value)
        || !(value instanceof Integer || value instanceof Long)
        || value.longValue() < 0
        || value.longValue() > max) {
      throw bad(field);
    }
    return value.longValue();
  }

  private static IllegalArgumentException bad(String field) {
    return new IllegalArgumentException("no valid '" + field + "'");
  }
}
