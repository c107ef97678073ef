package io.github.mavensandbox.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts attempts that are the same but for their time, so that a loop of them does not fill the
 * file.
 */
final class Repetitions {

  /** More different ones than this are forgotten, and begin anew. */
  private static final int KNOWN = 4_096;

  private static final int TOLD = 64;

  private final Map<List<Object>, int[]> counts = new HashMap<List<Object>, int[]>();

  Repetitions() {}

  /** How many attempts there were that are equal in all of these, with this one. */
  synchronized int count(List<Object> attempt) {
    int[] count = counts.get(attempt);
    if (count == null) {
      if (counts.size() >= KNOWN) {
        counts.clear();
      }
      count = new int[1];
      counts.put(attempt, count);
    }
    return ++count[0];
  }

  /** The first ones are told, later on every time that their number has doubled. */
  static boolean isTold(int count) {
    return count <= TOLD || Integer.bitCount(count) == 1;
  }
}
