package io.github.mavensandbox.mojo.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that was probably meant by one that does not exist. */
final class NearestName {

  private NearestName() {}

  /**
   * @param known at least one
   */
  static String of(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String other) -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** True if one is likely to be a misspelling of the other: one letter in three is wrong. */
  static boolean isNear(String name, String other) {
    int shorter = Math.min(letters(name).length(), letters(other).length());
    return distance(name, other) <= Math.max(1, shorter / 3);
  }

  /**
   * How many letters are left out, added, wrong, or in the wrong order with their neighbour; upper
   * case and what separates words does not count.
   */
  static int distance(String name, String other) {
    String a = letters(name);
    String b = letters(other);
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(steps[i - 1][j - 1] + wrong, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
  }
}
