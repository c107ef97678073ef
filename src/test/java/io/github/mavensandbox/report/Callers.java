package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Certainty;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.NotFound;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.attribution.Trace;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of which it is known who called. */
public final class Callers {

  public static final String MODULE = "com.example:shop:1.0";
  public static final Origin SHOP = Origin.module(MODULE);
  public static final Origin TRACKER =
      Origin.artifact(
          "com.evil:tracker:1.0",
          List.of(
              "com.example:shop:jar:1.0",
              "com.example:analytics:jar:3.1",
              "com.evil:tracker:jar:1.0"));

  private static final Origin JDK = new Origin(Origin.Kind.JDK, "JDK", List.of(), false);
  private static final Instant FIRST = Instant.parse("2026-11-24T10:31:02.113101Z");

  public static final Sources NO_SOURCES = new Sources(Path.of("/build"), Map.of(), List.of());

  private Callers() {}

  /** A call of which every name is that text. */
  public static ModuleReport hostile(String text) {
    Origin origin = Origin.artifact(text, List.of(text, text, text));
    Frame frame = new Frame(text, text, 1, SHOP);
    BlockedEndpoint query = Records.dns("127.0.0.53", text);
    return module(
        run(
            attribution(Map.of(query.endpoint(), by(calls(origin, frame, frame, text))), List.of()),
            query));
  }

  /** The tracker's call, on behalf of a test of the shop, by a client in another thread. */
  public static Calls tracker() {
    return calls(
        TRACKER,
        new Frame("com.evil.Tracker", "send", 12, TRACKER),
        new Frame("com.example.PayTest", "pays", 31, SHOP),
        "com.example.PayTest#pays");
  }

  public static Calls calls(Origin origin, Frame at, Frame enteredFrom, String test) {
    return new Calls(
        new Caller(
            Optional.of(origin),
            Optional.of(at),
            Certainty.TASK,
            List.of("com.squareup.okhttp3:okhttp:4.12.0"),
            Optional.of(enteredFrom),
            Optional.of(test)),
        FIRST,
        3,
        List.of(
            new Trace(
                Trace.How.ITSELF,
                List.of(
                    new Frame("sun.nio.ch.NioSocketImpl", "connect", 592, JDK),
                    new Frame("java.net.Socket", "connect", 751, JDK))),
            new Trace(Trace.How.TASK, List.of(at, enteredFrom))));
  }

  /** Somebody of whom nothing is known but that there was an attempt. */
  public static Calls nobody() {
    return new Calls(
        new Caller(
            Optional.empty(),
            Optional.empty(),
            Certainty.DIRECT,
            List.of(),
            Optional.empty(),
            Optional.empty()),
        FIRST,
        1,
        List.of(new Trace(Trace.How.ITSELF, List.of())));
  }

  public static CallExplanation by(Calls... calls) {
    return new CallExplanation(List.of(calls), 0, 0);
  }

  /** A run of tests with an agent. */
  public static Run run(Attribution attribution, BlockedEndpoint... endpoints) {
    Run run = Records.run("1", "surefire:test", "default-test", Records.reliable(0, endpoints));
    return new Run(run.description(), run.verdict(), attribution);
  }

  public static Attribution attribution(
      Map<Endpoint, CallExplanation> explanations,
      List<OtherAttempt> unreachable,
      OtherAttempt... suspects) {
    return new Attribution(
        true,
        explanations,
        unreachable,
        List.of(suspects),
        new NotFound(List.of(), List.of(), List.of()),
        List.of());
  }

  /** A module of whose run all is called by the tracker, except what is unattributed. */
  public static ModuleReport report(BlockedEndpoint... endpoints) {
    Map<Endpoint, CallExplanation> explanations = new HashMap<>();
    for (BlockedEndpoint blocked : endpoints) {
      if (blocked.endpoint().direction() == PacketDirection.OUT) {
        explanations.put(blocked.endpoint(), by(tracker()));
      }
    }
    return module(run(attribution(explanations, List.of()), endpoints));
  }

  public static ModuleReport module(Run... runs) {
    return new ModuleReport(
        MODULE,
        new Report(
            List.of("allow 192.168.0.0/24"),
            List.of("out telemetry.example"),
            List.of(runs),
            List.of()),
        NO_SOURCES);
  }
}
