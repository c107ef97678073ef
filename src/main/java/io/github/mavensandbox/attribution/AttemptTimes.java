package io.github.mavensandbox.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When attempts were going on, in bounded memory. */
final class AttemptTimes {

  /** Those that overlap are one, so that there are few of them, unless somebody wants many. */
  private static final int MAX_SPANS = 10_000;

  /** From how many on the agent tells of the same attempt only now and then. */
  private static final int ALL_TOLD = 64;

  /** The kernel tells of a packet when the log's process reads it, which may be busy. */
  private static final Duration LATER = Duration.ofSeconds(1);

  /** What a clock that counts in milliseconds may be behind, and more. */
  private static final Duration EARLIER = Duration.ofMillis(20);

  private record Span(Instant begin, Instant end) {}

  private final List<Span> spans = new ArrayList<>();
  private boolean isComplete = true;

  void add(Attempt attempt) {
    Instant begin = attempt.begin().minus(EARLIER);
    Instant end = attempt.count() < ALL_TOLD ? attempt.end().plus(LATER) : Instant.MAX;
    Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null && !begin.isBefore(last.begin()) && !begin.isAfter(last.end())) {
      spans.set(spans.size() - 1, new Span(last.begin(), later(last.end(), end)));
    } else if (spans.size() < MAX_SPANS) {
      spans.add(new Span(begin, end));
    } else {
      isComplete = false;
    }
  }

  /**
   * How many of these times lie where no attempt was going on; 0 where that is not known.
   *
   * @param times in order
   */
  long outside(List<Instant> times) {
    if (!isComplete) {
      return 0;
    }
    spans.sort(Comparator.comparing(Span::begin));
    long outside = 0;
    Instant end = Instant.MIN;
    int next = 0;
    for (Instant time : times) {
      while (next < spans.size() && !spans.get(next).begin().isAfter(time)) {
        end = later(end, spans.get(next).end());
        next++;
      }
      if (time.isAfter(end)) {
        outside++;
      }
    }
    return outside;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
