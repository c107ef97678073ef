package io.github.mavensandbox.attribution;

import com.fasterxml.jackson.databind.JsonNode;
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
  Optional<Attempt> parse(JsonNode json) {
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

  private Attempt attempt(JsonNode json, Attempt.Kind kind) {
    Instant begin = Instant.EPOCH.plus(number(json, "time", MAX_MICROS), ChronoUnit.MICROS);
    List<Trace> traces = new ArrayList<>();
    traces.add(new Trace(Trace.How.ITSELF, frames(json, json)));
    for (JsonNode submitter : json.path("submitters")) {
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
        json.has("port") ? OptionalInt.of((int) number(json, "port", 65_535)) : OptionalInt.empty(),
        text(json, "name"),
        text(json, "outcome").orElse(""),
        text(json, "test"),
        json.has("count") ? number(json, "count", MAX_COUNT) : 1,
        traces,
        json.path("cut").asBoolean());
  }

  private List<Frame> frames(JsonNode line, JsonNode holder) {
    List<Frame> frames = new ArrayList<>();
    for (JsonNode frame : holder.path("stack")) {
      frames.add(
          new Frame(
              text(frame, "c").orElseThrow(() -> bad("c")),
              text(frame, "m").orElseThrow(() -> bad("m")),
              frame.has("l") ? (int) number(frame, "l", Integer.MAX_VALUE) : 0,
              frame.has("s") ? origin(line, frame) : Origin.JDK));
    }
    return frames;
  }

  private Origin origin(JsonNode line, JsonNode frame) {
    if (frame.path("s").asInt() == -1) {
      return Origin.GENERATED;
    }
    Origin known = sources.get(source(line, number(frame, "s", Integer.MAX_VALUE)));
    if (known == null) {
      throw bad("s");
    }
    return known;
  }

  /** Sources are numbered by each JVM, and JVMs by their process. */
  private static String source(JsonNode line, long id) {
    return number(line, "pid", Long.MAX_VALUE) + "/" + id;
  }

  private static Optional<String> text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      return Optional.empty();
    }
    String text = value.textValue();
    return Optional.of(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }

  private static long number(JsonNode json, String field, long max) {
    JsonNode value = json.path(field);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw bad(field);
    }
    long number = value.longValue();
    if (number < 0 || number > max) {
      throw bad(field);
    }
    return number;
  }

  private static IllegalArgumentException bad(String field) {
    return new IllegalArgumentException("no valid '" + field + "'");
  }
}
