package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.attribution.Certainty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whom attribution names, with the clients that are in use. The README has the table; that of a run
 * is in target/agent/clients.md.
 */
class ClientsIT {

  private static final Path TABLE = Path.of("target/agent/clients.md");
  private static final List<Integer> VERSIONS = List.of(17, 21, 25);

  private static final Map<Jdk, Map<ClientWay, ClientOutcome>> OUTCOMES = new LinkedHashMap<>();
  private static Socket closed;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> VERSIONS.contains(jdk.feature()));
  }

  @BeforeAll
  static void runsAll() throws Exception {
    closed = new Socket();
    // Bound, and nobody listens: whoever connects is refused, and nobody else gets the port.
    closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var clients = new Clients();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (Jdk jdk : jdks().toList()) {
        var running = new LinkedHashMap<ClientWay, Future<ClientOutcome>>();
        for (ClientWay way : ClientWay.ALL) {
          if (jdk.feature() >= way.since()) {
            running.put(
                way, two.submit(() -> ClientOutcome.of(clients, way, jdk, closed.getLocalPort())));
          }
        }
        var outcomes = new LinkedHashMap<ClientWay, ClientOutcome>();
        for (var each : running.entrySet()) {
          outcomes.put(each.getKey(), each.getValue().get());
        }
        OUTCOMES.put(jdk, outcomes);
      }
    } finally {
      two.shutdownNow();
    }
    Files.write(TABLE, table());
  }

  @AfterAll
  static void givesThePortBack() throws IOException {
    closed.close();
  }

  private static List<String> table() {
    var lines = new ArrayList<String>();
    lines.add(row("", OUTCOMES.keySet().stream().map(Jdk::toString).toList()));
    lines.add("| --- " + "| --- ".repeat(OUTCOMES.size()) + "|");
    for (ClientWay way : ClientWay.ALL) {
      lines.add(row(way.label(), OUTCOMES.keySet().stream().map(jdk -> cell(jdk, way)).toList()));
    }
    return lines;
  }

  private static String row(String label, List<String> cells) {
    return "| " + label + " | " + String.join(" | ", cells) + " |";
  }

  private static String cell(Jdk jdk, ClientWay way) {
    ClientOutcome outcome = OUTCOMES.get(jdk).get(way);
    return outcome == null ? "–" : outcome.cell(way);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nobodyIsNamedWhoDidNotCall(Jdk jdk) {
    OUTCOMES
        .get(jdk)
        .forEach(
            (way, outcome) ->
                assertThat(outcome.wrong()).as("%s: %s", way, outcome.attempts()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whoConnectsFromTheJvmIsNamed(Jdk jdk) {
    assertThat(OUTCOMES.get(jdk).entrySet())
        .filteredOn(each -> !each.getKey().isOutside())
        .hasSizeGreaterThanOrEqualTo(39)
        .allSatisfy(
            each ->
                assertThat(each.getValue().certainty())
                    .as("%s: %s", each.getKey(), each.getValue().attempts())
                    .isPresent());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatLeavesTheJvmUnseenIsUnattributed(Jdk jdk) {
    assertThat(OUTCOMES.get(jdk).entrySet())
        .filteredOn(each -> each.getKey().isOutside())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            each -> assertThat(each.getValue().certainty()).as("%s", each.getKey()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whoStartsAProcessOrLoadsNativeCodeIsSuspected(Jdk jdk) {
    Map<String, List<String>> suspects =
        OUTCOMES.get(jdk).entrySet().stream()
            .filter(each -> List.of("Curl", "Native").contains(each.getKey().tracker()))
            .collect(
                Collectors.toMap(
                    each -> each.getKey().tracker(), each -> each.getValue().suspects()));
    assertThat(suspects)
        .containsEntry("Curl", List.of("process of " + Clients.TRACKER + ", direct"))
        .containsEntry("Native", List.of("library of " + Clients.TRACKER + ", direct"));
  }

  /** Which of two threads is first differs; the README has the weaker. */
  @Test
  void theReadmeSaysNoMoreThanIsSo() throws IOException {
    Map<String, List<String>> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .dropWhile(line -> !line.equals("<!-- clients -->"))
            .takeWhile(line -> !line.equals("<!-- /clients -->"))
            .filter(line -> line.startsWith("| ") && !line.startsWith("| --- "))
            .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ")))
            .skip(1)
            .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells.subList(1, 4)));
    assertThat(rows.keySet())
        .containsExactlyInAnyOrderElementsOf(ClientWay.ALL.stream().map(ClientWay::label).toList());
    for (Jdk jdk : OUTCOMES.keySet()) {
      for (ClientWay way : ClientWay.ALL) {
        String said = rows.get(way.label()).get(VERSIONS.indexOf(jdk.feature()));
        String found = cell(jdk, way);
        assertThat(said.equals(found) || rank(said) < rank(found))
            .as("README says for %s in %s: %s, found: %s", way, jdk, said, found)
            .isTrue();
      }
    }
  }

  /** From who started the thread to whose code is on the stack; below zero for anything else. */
  private static int rank(String cell) {
    for (Certainty certainty : Certainty.values()) {
      if (certainty.label().equals(cell)) {
        return Certainty.values().length - certainty.ordinal();
      }
    }
    return -1;
  }
}
