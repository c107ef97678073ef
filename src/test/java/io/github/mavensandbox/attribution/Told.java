package io.github.mavensandbox.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An attempt, as the agent tells of it; frames are {@code package.Class.method:line}. */
final class Told {

  static final Instant TIME = Instant.parse("2026-11-24T10:31:02.113442Z");

  static final Origin TRACKER =
      Origin.artifact("com.evil:tracker:1.0", List.of("com.acme:app:jar:1", "com.evil:tracker:1"));
  static final Origin OTHER = Origin.artifact("com.other:other:2.0", List.of());
  static final Origin OKHTTP = Origin.artifact("com.squareup.okhttp3:okhttp:4.12.0", List.of());
  static final Origin JUNIT =
      Origin.artifact("org.junit.platform:junit-platform-commons:1.11.0", List.of());
  static final Origin APP = Origin.module("com.acme:app:1");

  static final Frame SOCKET = frame(Origin.JDK, "java.net.Socket.connect:633");
  static final Frame WORKER =
      frame(Origin.JDK, "java.util.concurrent.ThreadPoolExecutor.runWorker:1136");
  static final Frame CALL = frame(OKHTTP, "okhttp3.internal.connection.RealCall.execute:154");
  static final Frame SEND = frame(TRACKER, "com.evil.Tracker.send:12");
  static final Frame MAIN = frame(APP, "com.acme.Main.main:5");
  static final Frame TEST = frame(APP, "com.acme.MainTest.runs:9");
  static final Frame INVOKE =
      frame(JUNIT, "org.junit.platform.commons.util.ReflectionUtils.invokeMethod:766");

  private final List<Trace> traces = new ArrayList<>();
  private final Attempt.Kind kind;
  private Optional<String> protocol = Optional.empty();
  private Optional<String> address = Optional.empty();
  private OptionalInt port = OptionalInt.empty();
  private Optional<String> name = Optional.empty();
  private String outcome = "java.net.ConnectException: Connection refused";
  private Instant begin = TIME;
  private long count = 1;
  private boolean cut;

  private Told(Attempt.Kind kind) {
    this.kind = kind;
  }

  static Told of(Attempt.Kind kind, Frame... stack) {
    Told told = new Told(kind);
    told.traces.add(new Trace(Trace.How.ITSELF, List.of(stack)));
    return told;
  }

  static Told connect(Frame... stack) {
    return of(Attempt.Kind.CONNECT, stack).to("tcp", "198.51.100.9", 80);
  }

  static Frame frame(Origin origin, String text) {
    int line = text.indexOf(':');
    int method = text.lastIndexOf('.');
    return new Frame(
        text.substring(0, method),
        text.substring(method + 1, line),
        Integer.parseInt(text.substring(line + 1)),
        origin);
  }

  Told to(String protocol, String address, int port) {
    this.protocol = Optional.of(protocol);
    this.address = Optional.of(address);
    this.port = OptionalInt.of(port);
    return this;
  }

  Told address(String address) {
    this.address = Optional.of(address);
    return this;
  }

  Told name(String name) {
    this.name = Optional.of(name);
    return this;
  }

  Told outcome(String outcome) {
    this.outcome = outcome;
    return this;
  }

  Told at(Instant begin) {
    this.begin = begin;
    return this;
  }

  Told count(long count) {
    this.count = count;
    return this;
  }

  Told cut() {
    cut = true;
    return this;
  }

  Told task(Frame... stack) {
    traces.add(new Trace(Trace.How.TASK, Arrays.asList(stack)));
    return this;
  }

  Told thread(Frame... stack) {
    traces.add(new Trace(Trace.How.THREAD, Arrays.asList(stack)));
    return this;
  }

  Attempt attempt() {
    return new Attempt(
        kind,
        begin,
        begin.plusMillis(1),
        protocol,
        address,
        port,
        name,
        outcome,
        Optional.of("com.acme.MainTest#runs"),
        count,
        traces,
        cut);
  }
}
