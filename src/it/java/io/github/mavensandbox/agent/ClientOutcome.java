package io.github.mavensandbox.agent;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Certainty;
import io.github.mavensandbox.attribution.Explainer;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.IpProtocol;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Whom attribution names in a run in which two libraries at most called home.
 *
 * @param certainty the weakest of all that it names; empty if there is a call that it names nobody
 *     for
 * @param suspects whom it names for child processes and native libraries
 * @param wrong whom it names of those who did not call
 */
record ClientOutcome(
    Optional<Certainty> certainty, List<String> suspects, List<String> wrong, String attempts) {

  private static final int ADDRESSES = 10;
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** What is asked for where a way is a look-up. */
  private static final String NAME = "tracker.invalid";

  /** Runs a way in a JVM. */
  static ClientOutcome of(Clients clients, ClientWay way, Jdk jdk, int port)
      throws IOException, InterruptedException {
    Path folder = clients.temporary("attempts");
    String[] options = clients.options(way, jdk, port).toArray(String[]::new);
    Instant begin = Instant.now();
    AgentRun run = AgentRun.of(jdk, folder.resolve("1.jsonl"), options);
    if (run.exitCode() != 0) {
      throw new AssertionError(way + " in " + jdk + " failed: " + run.output() + run.errors());
    }
    Map<String, String> callers = callers(way);
    var endpoints = new ArrayList<BlockedEndpoint>();
    callers.forEach((address, caller) -> endpoints.add(blocked(way, run, address, port, begin)));
    var record = new KernelRecord(endpoints, Map.of(), Optional.empty(), List.of());
    var explainer = new Explainer(clients.origins());
    Attribution attribution = explainer.explain(record, folder);
    return judged(attribution, endpoints, callers, run);
  }

  /** Who calls which address. */
  private static Map<String, String> callers(ClientWay way) {
    var callers = new LinkedHashMap<String, String>();
    if (way.isShared()) {
      for (int i = 1; i <= ADDRESSES; i++) {
        callers.put("127.0.1." + i, Clients.TRACKER);
        callers.put("127.0.2." + i, Clients.OTHER);
      }
    } else {
      callers.put("127.0.0.1", Clients.TRACKER);
    }
    return callers;
  }

  /**
   * The kernel sees a connection when it is tried; what the agent does not tell of is tried, too.
   */
  private static BlockedEndpoint blocked(
      ClientWay way, AgentRun run, String address, int port, Instant begin) {
    Optional<String> name = way.isLookup() ? Optional.of(NAME) : Optional.empty();
    List<Instant> times =
        run.attempts().stream()
            .filter(
                attempt ->
                    name.isPresent()
                        ? attempt.path("name").asText().equals(NAME)
                        : attempt.path("address").asText().equals(address)
                            && attempt.path("port").asInt() == port)
            .map(attempt -> Instant.EPOCH.plus(attempt.get("time").asLong(), ChronoUnit.MICROS))
            .toList();
    var endpoint =
        new Endpoint(
            PacketDirection.OUT,
            new IpProtocol(way.isLookup() ? UDP : TCP),
            address,
            OptionalInt.of(port),
            name);
    return new BlockedEndpoint(
        endpoint, times.isEmpty() ? List.of(begin.plusSeconds(1)) : times, OptionalLong.empty());
  }

  private static ClientOutcome judged(
      Attribution attribution,
      List<BlockedEndpoint> endpoints,
      Map<String, String> callers,
      AgentRun run) {
    var wrong = new ArrayList<String>();
    Optional<Certainty> weakest = Optional.of(Certainty.DIRECT);
    for (BlockedEndpoint endpoint : endpoints) {
      String caller = callers.get(endpoint.endpoint().address());
      CallExplanation explanation = attribution.of(endpoint);
      if (explanation.calls().isEmpty() || explanation.unexplained() > 0) {
        weakest = Optional.empty();
      }
      for (Calls calls : explanation.calls()) {
        Caller named = calls.caller();
        weakest = weaker(weakest, named.origin().map(origin -> named.certainty()));
        named
            .origin()
            .filter(origin -> !origin.name().equals(caller))
            .ifPresent(
                origin -> wrong.add(origin.name() + " for " + caller + ", " + named.certainty()));
      }
    }
    return new ClientOutcome(weakest, suspects(attribution), wrong, told(run));
  }

  /** As much as a person reads when a test has failed. */
  private static String told(AgentRun run) {
    String attempts = run.attempts().toString();
    return attempts.substring(0, Math.min(attempts.length(), 8_000));
  }

  private static Optional<Certainty> weaker(Optional<Certainty> one, Optional<Certainty> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().compareTo(other.get()) > 0 ? one.get() : other.get())
        : Optional.empty();
  }

  /** Only those that the libraries are named for; many a client loads native code of its own. */
  private static List<String> suspects(Attribution attribution) {
    return attribution.suspects().stream()
        .filter(suspect -> suspect.calls().caller().origin().isPresent())
        .map(ClientOutcome::text)
        .distinct()
        .toList();
  }

  private static String text(OtherAttempt suspect) {
    Caller caller = suspect.calls().caller();
    return suspect.kind().label()
        + " of "
        + caller.origin().orElseThrow().name()
        + ", "
        + caller.certainty().label();
  }

  /** As the README has it. */
  String cell(ClientWay way) {
    String connection = certainty.map(Certainty::label).orElse("unattributed");
    return way.isOutside() && !suspects.isEmpty()
        ? connection + "; " + suspects.get(0).replace(" of " + Clients.TRACKER, "")
        : connection;
  }
}
