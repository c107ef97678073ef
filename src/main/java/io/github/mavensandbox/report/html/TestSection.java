package io.github.mavensandbox.report.html;

import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.report.BlockedCall;
import io.github.mavensandbox.report.Wording;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was blocked, by the test that was running. */
final class TestSection {

  private final Map<String, List<BlockedCall>> tests;

  TestSection(List<BlockedCall> calls) {
    tests =
        calls.stream()
            .filter(call -> call.test().isPresent())
            .collect(
                Collectors.groupingBy(
                    call -> call.test().orElseThrow(), TreeMap::new, Collectors.toList()));
  }

  void write(Html html) throws IOException {
    html.open("section", "id", "tests").element("h2", "By test");
    if (tests.isEmpty()) {
      html.element("p", "Of no listed violation is it known that a test was running.");
    }
    TruncatedList.write(
        html, List.copyOf(tests.entrySet()), each -> write(html, each.getKey(), each.getValue()));
    html.close();
  }

  private static void write(Html html, String test, List<BlockedCall> calls) throws IOException {
    html.open("article").open("h3").inline("code", test).close();
    html.codes(calls.stream().map(TestSection::line).distinct().toList()).close();
  }

  private static String line(BlockedCall call) {
    return "%s by %s"
        .formatted(
            Wording.of(call.endpoint()),
            call.origin().map(Origin::name).orElse("somebody unknown"));
  }
}
