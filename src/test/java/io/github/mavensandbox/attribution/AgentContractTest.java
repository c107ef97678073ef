package io.github.mavensandbox.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.agent.AgentLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the agent's classes write is what the plugin's read, word for word. */
class AgentContractTest {

  private static final List<Frame> STACK =
      List.of(
          new Frame("java.net.Socket", "connect", 0, Origin.JDK),
          new Frame("org.tracker.Client", "call", 12, Told.TRACKER),
          new Frame("it.OneTest", "calls", 12, Origin.GENERATED),
          new Frame(
              "org.junit.platform.commons.util.ReflectionUtils", "invokeMethod", 12, Told.TRACKER));

  private final List<Attempt> attempts = new ArrayList<>();
  private final AttemptReader reader =
      new AttemptReader(
          new Origins(
              Map.of(Path.of(AgentLines.SOURCE.substring("file:".length())), Told.TRACKER),
              Optional.empty()),
          attempts::add);

  private void read(String text) throws IOException {
    reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(reader.damaged()).isZero();
  }

  /** An attempt in the words of the test below. */
  private static String summary(Attempt attempt) {
    return "%s %s %s %s %s: %s"
        .formatted(
            attempt.kind(),
            attempt.protocol().orElse("-"),
            attempt.address().orElse("-"),
            attempt.port().isPresent() ? attempt.port().getAsInt() : "-",
            attempt.name().orElse("-"),
            attempt.outcome());
  }

  @Test
  void everyKindOfAttemptIsRead() throws Exception {
    read(AgentLines.ofAllKinds());

    assertThat(attempts)
        .map(AgentContractTest::summary)
        .containsExactly(
            "CONNECT tcp 198.51.100.20 443 example.test: java.net.ConnectException: Connection refused",
            "CONNECT tcp 2001:db8::1 8443 -: pending",
            "CONNECT udp 2001:db8::1 8443 -: ok",
            "DATAGRAM udp 2001:db8::1 8443 -: ok",
            "LOOKUP - - - example.test: ok",
            "LOOKUP - - - later.test: pending",
            "REVERSE - 198.51.100.20 - -: java.net.UnknownHostException",
            "PROCESS - - - curl: ok",
            "LIBRARY - - - native-tracker: ok",
            "UNIX - - - /run/docker.sock: ok");
  }

  @Test
  void filesThatAreNotThereAreReadEachOnceAndNotTooMany() throws Exception {
    read(AgentLines.ofMissingFiles());

    assertThat(attempts)
        .hasSize(1_000)
        .allSatisfy(attempt -> assertThat(attempt.kind()).isEqualTo(Attempt.Kind.FILE));
    assertThat(attempts.stream().map(attempt -> attempt.name().orElseThrow()))
        .startsWith(
            "/project/a", System.getProperty("user.dir") + "/data/b (x)", "/many/0", "/many/1");
  }

  @Test
  void bothKnowTheSameKinds() {
    assertThat(AgentLines.types())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Attempt.Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void aStackIsReadWithItsLinesAndOriginsAndTheRunningTest() throws Exception {
    Instant before = Instant.now().minusMillis(1);

    read(AgentLines.ofAllKinds());

    assertThat(attempts)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.traces()).containsExactly(new Trace(Trace.How.ITSELF, STACK));
              assertThat(attempt.test()).contains("it.OneTest#calls");
              assertThat(attempt.count()).isEqualTo(1);
              assertThat(attempt.isCut()).isFalse();
              assertThat(attempt.begin()).isBetween(before, Instant.now());
              assertThat(Duration.between(attempt.begin(), attempt.end()))
                  .isBetween(Duration.ZERO, Duration.ofMinutes(1));
            });
  }

  @Test
  void whoGaveTheWorkToTheThreadIsReadAndHowSureThatIs() throws Exception {
    read(AgentLines.ofAllHows());

    assertThat(attempts)
        .map(attempt -> attempt.name().orElseThrow() + " " + attempt.traces().get(1).how())
        .containsExactly(
            "THREAD THREAD",
            "EXECUTOR TASK",
            "SCHEDULE TASK",
            "FORKJOIN TASK",
            "TIMER TASK",
            "COMPLETION TASK",
            "LIBRARY TASK",
            "CHANNEL THREAD");
    assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.traces()).hasSize(2));
    assertThat(attempts.get(0).traces().get(1).frames()).hasSize(STACK.size() + 1);
  }

  @Test
  void whatWasMadeOftenIsToldLessAndLessOftenWithItsNumber() throws Exception {
    read(AgentLines.ofExtremes());

    assertThat(attempts)
        .filteredOn(attempt -> attempt.name().equals(Optional.of("repeated.test")))
        .hasSize(65)
        .last()
        .satisfies(attempt -> assertThat(attempt.count()).isEqualTo(AgentLines.REPEATED));
  }

  @Test
  void anyTextAndAnyDepthIsRead() throws Exception {
    read(AgentLines.ofExtremes());

    assertThat(attempts)
        .last()
        .satisfies(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo("two\nlines \u001b[31m \ud83d");
              assertThat(attempt.traces().get(0).frames()).hasSizeBetween(100, AgentLines.DEEP - 1);
              assertThat(attempt.isCut()).isTrue();
              assertThat(attempt.port()).isEqualTo(OptionalInt.of(80));
            });
  }

  @Test
  void aJvmThatWroteNoMoreSaysSo() throws Exception {
    assertThat(reader.isFull()).isFalse();

    read(AgentLines.ofTheEnd());

    assertThat(reader.isFull()).isTrue();
    assertThat(attempts).isEmpty();
  }
}
