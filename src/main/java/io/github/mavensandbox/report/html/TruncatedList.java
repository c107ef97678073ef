package io.github.mavensandbox.report.html;

import io.github.mavensandbox.report.Wording;
import java.io.IOException;
import java.util.List;

/** As much of a list as somebody reads, and as a browser shows without delay. */
final class TruncatedList {

  private static final int MAX = 200;

  private TruncatedList() {}

  /** Writes one of the list. */
  interface Item<T> {
    void write(T item) throws IOException;
  }

  static <T> void write(Html html, List<T> all, Item<T> item) throws IOException {
    for (T each : all.subList(0, Math.min(MAX, all.size()))) {
      item.write(each);
    }
    if (all.size() > MAX) {
      html.element(
          "p",
          "and %s more, which report.json lists".formatted(Wording.number(all.size() - MAX)),
          "class",
          "more");
    }
  }
}
