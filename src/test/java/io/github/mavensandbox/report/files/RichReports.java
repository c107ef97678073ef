package io.github.mavensandbox.report.files;

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
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Sources;
import io.github.mavensandbox.report.Verdict;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Made-up reports that have everything that a report can have. */
final class RichReports {

  private static final String HOSTILE = "a](b)%\n::error::\u001b[2J<script>\u00e9,:";
  private static final Instant START = Instant.parse("2026-11-24T10:31:01.113442Z");
  private static final Origin FOLDER =
      new Origin(Origin.Kind.OTHER, "/opt/lib/" + HOSTILE, List.of(), false);
  private static final Frame PROJECT =
      new Frame("com.example.PayTest$Inner", "pays", 3, Callers.SHOP);
  private static final Frame DEEP = new Frame("com.evil.Tracker", "send", 12, Callers.TRACKER);
  private static final Frame NO_LINE = new Frame(HOSTILE, "lambda$0", 0, FOLDER);

  private final Sources sources;

  /**
   * Makes the files that the reports point into.
   *
   * @param root an empty folder
   */
  RichReports(Path root) {
    Path pom = root.resolve("shop/pom.xml");
    Path tests = root.resolve("shop/src/test/java");
    try {
      Files.createDirectories(tests.resolve("com/example"));
      Files.writeString(tests.resolve("com/example/PayTest.java"), "class PayTest {}\n");
      Files.writeString(
          pom,
          """
          <project>
            <dependencies>
              <dependency>
                <groupId>com.example</groupId>
                <artifactId>analytics</artifactId>
              </dependency>
            </dependencies>
          </project>
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sources = new Sources(root, Map.of(Callers.MODULE, List.of(tests)), List.of(pom));
  }

  /** A module with a run of each kind. */
  ModuleReport shop() {
    return new ModuleReport(
        Callers.MODULE,
        new Report(
            List.of("allow 192.168.0.0/24", "out repo.example:443/tcp"),
            List.of("out telemetry.example", "out 203.0.113.7"),
            List.of(attributed(), flooded(), cutOff(), unlistedOnly(), clean()),
            List.of("a problem of the build: " + HOSTILE)),
        sources);
  }

  /** A module of which nothing is wrong, and nothing ran. */
  ModuleReport idle() {
    return new ModuleReport(
        "com.example:idle:1.0", new Report(List.of(), List.of(), List.of(), List.of()), sources);
  }

  /** A module with more violations than most formats list. */
  ModuleReport crowded() {
    BlockedEndpoint[] endpoints =
        IntStream.rangeClosed(1, 60)
            .mapToObj(port -> Records.tcp(PacketDirection.OUT, "198.51.100.9", port, 1))
            .toArray(BlockedEndpoint[]::new);
    return new ModuleReport(
        "com.example:crowded:1.0",
        new Report(
            List.of(),
            List.of(),
            List.of(Records.run("9", "run", "default-cli", Records.reliable(0, endpoints))),
            List.of()),
        sources);
  }

  private static Run attributed() {
    BlockedEndpoint web = Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3);
    BlockedEndpoint v6 = Records.tcp(PacketDirection.OUT, "2001:db8::9", 443, 1);
    BlockedEndpoint local = Records.dns("127.0.0.53", "evil.example");
    BlockedEndpoint remote = Records.dns("192.0.2.53", "9.100.51.198.in-addr.arpa");
    BlockedEndpoint ping = Records.icmp("198.51.100.10");
    BlockedEndpoint many = Records.tcp(PacketDirection.OUT, "198.51.100.11", 25, 40);
    BlockedEndpoint nobody = Records.tcp(PacketDirection.OUT, "198.51.100.12", 21, 2);
    Attribution attribution =
        new Attribution(
            true,
            Map.of(
                web.endpoint(), Callers.by(Callers.tracker()),
                v6.endpoint(), new CallExplanation(List.of(folder(), Callers.tracker()), 0, 1),
                local.endpoint(), Callers.by(Callers.tracker(), folder()),
                many.endpoint(), new CallExplanation(fiveCallers(), 7, 3),
                nobody.endpoint(), Callers.by(Callers.nobody(), orphan())),
            List.of(
                new OtherAttempt(
                    OtherAttempt.Kind.UNREACHABLE,
                    "tcp [2001:db8::77]:443",
                    "java.net.NoRouteToHostException: " + HOSTILE,
                    Callers.tracker()),
                new OtherAttempt(
                    OtherAttempt.Kind.UNREACHABLE,
                    "udp 203.0.113.1:9",
                    "java.net.ConnectException: Network is unreachable",
                    Callers.nobody())),
            List.of(
                new OtherAttempt(OtherAttempt.Kind.PROCESS, "/usr/bin/curl", "", folder()),
                new OtherAttempt(OtherAttempt.Kind.LIBRARY, HOSTILE, "", Callers.nobody())),
            new NotFound(List.of(5432), List.of(HOSTILE), List.of(HOSTILE)),
            List.of("a JVM made more attempts than it wrote down"));
    return new Run(
        description("20261124-103102-1", "surefire:test", "default-test", 2, List.of()),
        judged(
            Records.reliable(
                0,
                web,
                v6,
                local,
                remote,
                ping,
                many,
                nobody,
                Records.dns("127.0.0.53", "telemetry.example"),
                Records.tcp(PacketDirection.OUT, "203.0.113.7", 443, 1),
                Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1),
                Records.tcp(PacketDirection.NOISE, "198.51.100.8", 67, 4))),
        attribution);
  }

  /** All of its packets went to one place, most of them unseen by the log. */
  private static Run flooded() {
    return new Run(
        description("20261124-103102-2", "failsafe:integration-test", "it", 1, List.of()),
        judged(Records.reliable(74459, Records.tcp(PacketDirection.OUT, "198.51.100.9", 9, 25))),
        Attribution.NONE);
  }

  private static Run cutOff() {
    RunDescription begun =
        new RunDescription(
            new BuildSession(4711, START),
            "20261124-103102-3",
            "run",
            HOSTILE,
            START,
            Optional.empty(),
            OptionalInt.empty(),
            Mode.ENFORCE,
            List.of(),
            0,
            Optional.empty(),
            List.of("the program was killed: " + HOSTILE));
    return new Run(
        begun,
        judged(
            new KernelRecord(
                List.of(Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 1)),
                Map.of(PacketDirection.OUT, 5L, PacketDirection.NOISE, 6L),
                Optional.empty(),
                List.of("counters is missing from the record"))),
        Attribution.NONE);
  }

  /** The kernel counted what its log does not have. */
  private static Run unlistedOnly() {
    return new Run(
        description("20261124-103102-4", "run", "silent", 0, List.of()),
        judged(
            new KernelRecord(
                List.of(),
                Map.of(PacketDirection.IN, 1L),
                Optional.of(
                    new Counters(
                        Map.of(PacketDirection.OUT, 99L, PacketDirection.IN, 1L),
                        Map.of(PacketDirection.OUT, 0L, PacketDirection.IN, 1L))),
                List.of())),
        new Attribution(
            true,
            Map.of(),
            List.of(),
            List.of(),
            new NotFound(List.of(), List.of(), List.of()),
            List.of()));
  }

  private static Run clean() {
    return new Run(
        description(
            "20261124-103102-5", "run", "default-cli", 0, List.of("allow 192.168.0.0/24", "x")),
        judged(Records.reliable(0)),
        Attribution.NONE);
  }

  private static RunDescription description(
      String id, String goal, String execution, int forks, List<String> policy) {
    return new RunDescription(
        new BuildSession(4711, START),
        id,
        goal,
        execution,
        START,
        Optional.of(START.plusSeconds(10)),
        forks == 0 ? OptionalInt.of(3) : OptionalInt.empty(),
        Mode.ENFORCE,
        policy,
        forks,
        Optional.empty(),
        List.of());
  }

  private static Verdict judged(KernelRecord record) {
    try {
      return Verdict.of(
          record, Expectations.of(List.of("out telemetry.example", "out 203.0.113.7")));
    } catch (PolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a jar that no artifact is known of, by a thread that somebody unknown started. */
  private static Calls folder() {
    return new Calls(
        new Caller(
            Optional.of(FOLDER),
            Optional.of(NO_LINE),
            Certainty.THREAD,
            List.of("g:a:1", "a copy in g:b:2"),
            Optional.empty(),
            Optional.empty()),
        START.plusSeconds(1),
        1234,
        List.of(
            new Trace(Trace.How.ITSELF, List.of(NO_LINE)),
            new Trace(Trace.How.TASK, List.of()),
            new Trace(Trace.How.THREAD, List.of())));
  }

  /** Known only by the project's line that it began with. */
  private static Calls orphan() {
    return new Calls(
        new Caller(
            Optional.empty(),
            Optional.empty(),
            Certainty.DIRECT,
            List.of(),
            Optional.of(PROJECT),
            Optional.of("com.example.PayTest#pays")),
        START,
        2,
        List.of(new Trace(Trace.How.THREAD, List.of(PROJECT))));
  }

  private static List<Calls> fiveCallers() {
    List<Calls> calls = new ArrayList<>(List.of(folder(), orphan()));
    calls.add(Callers.calls(Callers.SHOP, PROJECT, PROJECT, "com.example.PayTest#again"));
    // The same caller from two lines of one method.
    calls.add(Callers.calls(Callers.TRACKER, DEEP, PROJECT, "com.example.PayTest#pays"));
    calls.add(
        Callers.calls(
            Callers.TRACKER,
            new Frame("com.evil.Tracker", "send", 13, Callers.TRACKER),
            new Frame("com.example.Missing", "main", 5, Callers.SHOP),
            "com.example.OtherTest#is"));
    return calls;
  }
}
