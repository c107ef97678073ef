package io.github.mavensandbox.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptReaderTest {

  private static final String SOURCE =
      "{\"v\":1,\"type\":\"source\",\"id\":0,\"pid\":7,\"url\":\"file:/libs/tracker.jar\"}\n";
  private static final String CONNECT =
      """
      {"v":1,"type":"connect","pid":7,"time":1764000000123456,"nanos":81000,"proto":"tcp",\
      "address":"2001:DB8:0::1","port":443,"name":"example.test",\
      "outcome":"java.net.ConnectException: Connection refused","thread":"main","threadId":1,\
      "test":"com.x.FooTest#calls","stack":[{"c":"java.net.Socket","m":"connect","l":633},\
      {"c":"com.evil.Tracker","m":"send","s":0},{"c":"x.Y","m":"z","s":-1}],\
      "submitters":[{"how":"executor","stack":[{"c":"com.evil.Tracker","m":"go","l":5,"s":0}]},\
      {"how":"thread","stack":[]}]}
      """;

  private final List<Attempt> attempts = new ArrayList<>();
  private final AttemptReader reader =
      new AttemptReader(
          new Origins(Map.of(Path.of("/libs/tracker.jar"), Told.TRACKER), Optional.empty()),
          attempts::add);

  private void read(String text) throws IOException {
    reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsWhatTheAgentWrites() throws IOException {
    read(SOURCE + CONNECT);

    assertThat(attempts).hasSize(1);
    Attempt attempt = attempts.get(0);
    assertThat(attempt.kind()).isEqualTo(Attempt.Kind.CONNECT);
    assertThat(attempt.begin()).isEqualTo(Instant.parse("2025-11-24T16:00:00.123456Z"));
    assertThat(attempt.end()).isEqualTo(attempt.begin().plusNanos(81_000));
    assertThat(attempt.address()).contains("2001:db8::1");
    assertThat(attempt.port()).hasValue(443);
    assertThat(attempt.test()).contains("com.x.FooTest#calls");
    assertThat(attempt.count()).isEqualTo(1);
    assertThat(attempt.traces())
        .containsExactly(
            new Trace(
                Trace.How.ITSELF,
                List.of(
                    new Frame("java.net.Socket", "connect", 633, Origin.JDK),
                    new Frame("com.evil.Tracker", "send", 0, Told.TRACKER),
                    new Frame("x.Y", "z", 0, Origin.GENERATED))),
            new Trace(
                Trace.How.TASK, List.of(new Frame("com.evil.Tracker", "go", 5, Told.TRACKER))),
            new Trace(Trace.How.THREAD, List.of()));
    assertThat(reader.damaged()).isZero();
  }

  @Test
  void whoOpenedAConnectionIsAsUncertainAsWhoStartedAThread() throws IOException {
    read(SOURCE + CONNECT.replace("\"how\":\"executor\"", "\"how\":\"channel\""));

    assertThat(attempts.get(0).traces())
        .extracting(Trace::how)
        .containsExactly(Trace.How.ITSELF, Trace.How.THREAD, Trace.How.THREAD);
  }

  @Test
  void sourcesAreThoseOfTheJvmThatNamesThem() throws IOException {
    read(SOURCE + CONNECT.replace("\"pid\":7", "\"pid\":8"));

    assertThat(attempts).isEmpty();
    assertThat(reader.damaged()).isEqualTo(1);
  }

  @Test
  void otherLinesOfTheAgentAreNoAttempts() throws IOException {
    read(
        """
        {"v":1,"type":"start","pid":7,"jvm":"17.0.15+6","time":1764000000000000}
        """);

    assertThat(attempts).isEmpty();
    assertThat(reader.damaged()).isZero();
    assertThat(reader.isFull()).isFalse();
  }

  @Test
  void aJvmThatWroteNoMoreIsKnown() throws IOException {
    read("{\"v\":1,\"type\":\"full\",\"pid\":7}\n");

    assertThat(reader.isFull()).isTrue();
  }

  @Test
  void whatAKilledJvmBeganToWriteIsPassedOver() throws IOException {
    read(SOURCE + CONNECT + "{\"v\":1,\"type\":\"conn");

    assertThat(attempts).hasSize(1);
    assertThat(reader.damaged()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "7",
        "{}",
        "{\"type\":\"nonsense\"}",
        "{\"type\":\"connect\"}",
        "{\"type\":\"connect\",\"time\":-1,\"nanos\":0}",
        "{\"type\":\"connect\",\"time\":9223372036854775807,\"nanos\":0}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":9223372036854775807}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":1,\"address\":\"localhost\"}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":1,\"port\":65536}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":1,\"count\":0.5}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":1,\"stack\":[{\"c\":1,\"m\":\"x\"}]}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":1,\"stack\":[{\"c\":\"a\",\"m\":\"x\",\"s\":5}]}",
        "{\"type\":\"connect\",\"time\":1,\"nanos\":1,\"submitters\":[{}]}"
      })
  void aLineOfSomebodyElsesIsCountedAndTheNextIsRead(String line) throws IOException {
    read(SOURCE + line + "\n" + CONNECT);

    assertThat(attempts).hasSize(1);
    assertThat(reader.damaged()).isEqualTo(1);
  }

  @Test
  void aLineOfAnyLengthTakesTheMemoryOfOne() throws IOException {
    read(SOURCE + "x".repeat(10_000_000) + "\n" + CONNECT);

    assertThat(attempts).hasSize(1);
    assertThat(reader.damaged()).isEqualTo(1);
  }

  @Test
  void aLineMayNestAsDeepAsItLikes() throws IOException {
    read(SOURCE + "[".repeat(AttemptReader.MAX_LINE - 2) + "\n" + CONNECT);

    assertThat(attempts).hasSize(1);
    assertThat(reader.damaged()).isEqualTo(1);
  }
}
