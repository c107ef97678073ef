package io.github.mavensandbox.report.html;

import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.report.BlockedCall;
import io.github.mavensandbox.report.Violation;
import io.github.mavensandbox.report.Wording;
import io.github.mavensandbox.text.PlainText;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was blocked, by where it was going or came from, with the rule that would allow it. */
final class EndpointSection {

  private final Map<Endpoint, List<Violation>> endpoints;

  EndpointSection(List<Violation> violations) {
    endpoints =
        violations.stream()
            .collect(
                Collectors.groupingBy(
                    Violation::endpoint, LinkedHashMap::new, Collectors.toList()));
  }

  void write(Html html) throws IOException {
    html.open("section", "id", "endpoints").element("h2", "By endpoint");
    if (endpoints.isEmpty()) {
      html.element("p", "No violation is listed.");
    }
    TruncatedList.write(
        html,
        List.copyOf(endpoints.entrySet()),
        each -> write(html, each.getKey(), each.getValue()));
    html.close();
  }

  /** The file that all of these runs' rules are added to, if it is one. */
  private static Optional<String> policyFile(List<Violation> violations) {
    List<Optional<String>> files =
        violations.stream().map(violation -> violation.run().policyFile()).distinct().toList();
    return files.size() == 1 ? files.get(0) : Optional.empty();
  }

  private void write(Html html, Endpoint endpoint, List<Violation> violations) throws IOException {
    List<BlockedEndpoint> blocked = violations.stream().map(Violation::blocked).toList();
    Instant first =
        blocked.stream().map(BlockedEndpoint::first).min(Comparator.naturalOrder()).orElseThrow();
    Instant last =
        blocked.stream().map(BlockedEndpoint::last).max(Comparator.naturalOrder()).orElseThrow();
    html.open("article").open("h3").inline("code", Wording.of(endpoint)).close().open("dl");
    html.entry(
        violations.stream().map(Violation::verb).distinct().collect(Collectors.joining(", ")),
        Wording.packets(blocked.stream().mapToLong(BlockedEndpoint::packets).sum())
            + ", logged one by one");
    html.entry("first", Wording.time(first)).entry("last", Wording.time(last));
    Set<String> callers = callers(violations);
    if (!callers.isEmpty()) {
      html.element("dt", "by").open("dd").codes(callers).close();
    }
    html.element("dt", "to allow it").open("dd");
    Optional<String> rule = violations.get(0).rule();
    if (rule.isEmpty()) {
      html.text("no rule can");
    } else {
      Optional<String> file = policyFile(violations);
      html.inline("code", Wording.written(rule.get(), file), "class", "rule");
      if (endpoint.name().isPresent()) {
        html.text(" for the host, or ");
        html.inline("code", Wording.written(rule.get() + ":PORT", file), "class", "rule");
        html.text(" for one port");
      }
      if (file.isPresent()) {
        html.text(", in " + PlainText.of(file.get()));
      }
    }
    html.close().close().close();
  }

  private static Set<String> callers(List<Violation> violations) {
    return violations.stream()
        .filter(Violation::isExplained)
        .flatMap(violation -> BlockedCall.of(violation).stream())
        .map(BlockedCall::caller)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
