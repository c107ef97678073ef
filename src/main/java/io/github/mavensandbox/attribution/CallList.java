package io.github.mavensandbox.attribution;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Groups attempts by caller, in bounded memory. */
final class CallList {

  /** Nobody reads a longer list. */
  private static final int MAX_CALLERS = 50;

  /** In how many ways the code of one caller may get to its calls, and all are counted. */
  private static final int MAX_WAYS = 1_000;

  /** Of a stack, the frames that a person is shown. */
  private static final int SHOWN_FRAMES = 60;

  private static final int SHOWN_TRACES = 5;

  /** What one caller did. */
  private static final class Group {
    private Instant first;
    private List<Trace> traces;

    /** What the agent has counted up to: attempts over the same stacks have one count. */
    private final Map<Integer, Long> counts = new HashMap<>();

    private long earlier;

    Group(Attempt attempt) {
      first = attempt.begin();
      traces = shown(attempt);
    }

    boolean add(Attempt attempt) {
      if (attempt.begin().isBefore(first)) {
        first = attempt.begin();
        traces = shown(attempt);
      }
      Integer way = attempt.traces().hashCode();
      if (counts.size() >= MAX_WAYS && !counts.containsKey(way)) {
        return false;
      }
      Long before = counts.put(way, attempt.count());
      if (before != null && attempt.count() <= before) {
        earlier += before; // of another JVM, or it has begun anew
      }
      return true;
    }

    long count() {
      return earlier + counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Trace> shown(Attempt attempt) {
      return attempt.traces().stream()
          .limit(SHOWN_TRACES)
          .map(trace -> new Trace(trace.how(), shown(trace.frames())))
          .toList();
    }

    private static List<Frame> shown(List<Frame> frames) {
      return frames.subList(0, Math.min(frames.size(), SHOWN_FRAMES));
    }
  }

  private final Map<Caller, Group> callers = new HashMap<>();
  private final Quota quota;
  private long more;

  /**
   * @param quota for callers, which several lists share
   */
  CallList(Quota quota) {
    this.quota = quota;
  }

  void add(Caller caller, Attempt attempt) {
    Group group = callers.get(caller);
    if (group == null && callers.size() < MAX_CALLERS && quota.take()) {
      group = new Group(attempt);
      callers.put(caller, group);
    }
    if (group == null || !group.add(attempt)) {
      more++;
    }
  }

  /** By the time of the first attempt. */
  List<Calls> calls() {
    return callers.entrySet().stream()
        .map(
            entry ->
                new Calls(
                    entry.getKey(),
                    entry.getValue().first,
                    entry.getValue().count(),
                    entry.getValue().traces))
        .sorted(
            Comparator.comparing(Calls::first).thenComparing(calls -> calls.caller().toString()))
        .toList();
  }

  /** Attempts that are not counted in the list because it is full. */
  long moreCalls() {
    return more;
  }
}
