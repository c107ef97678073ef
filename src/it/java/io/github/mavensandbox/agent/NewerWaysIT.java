package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** So are the ways that came after Java 8; the agent need not find out how it changes classes. */
@ParameterizedClass
@MethodSource("jvms")
class NewerWaysIT {

  private static final Map<Jdk, AgentRun> RUNS = new HashMap<>();

  private final Jdk jdk;
  private final AgentRun run;

  NewerWaysIT(Jdk jdk) {
    this.jdk = jdk;
    this.run = RUNS.computeIfAbsent(jdk, NewerWaysIT::run);
  }

  static Stream<Jdk> jvms() {
    return Jdk.since(17).stream();
  }

  private static AgentRun run(Jdk jdk) {
    try {
      return AgentRun.ofJar(
          PreparedAgent.of(jdk).jar(),
          jdk,
          "-cp",
          Programs.compiled("NewerWays", 17).toString(),
          "NewerWays");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theProgramEndsAsItDoesWithoutTheAgent() {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"httpClient", "asynchronousHttpClient"})
  void theHttpClientOfTheJdkConnectsForWhoAskedIt(String way) {
    List<JsonNode> attempts = run.attempts("connect", way);
    assertThat(attempts).isNotEmpty();
    assertThat(attempts.get(0).get("outcome").asText()).isEqualTo("pending");
    assertThat(run.attempts("connect", "main")).containsAll(attempts);
    assertThat(attempts)
        .noneMatch(line -> line.get("outcome").asText().contains("ClosedChannelException"));
  }

  @Test
  void everyConnectionOfTheHttpClientIsSomeones() {
    assertThat(run.attempts())
        .filteredOn(line -> line.get("type").asText().equals("connect"))
        .isSubsetOf(run.attempts("connect", "main"));
  }

  @Test
  void aUnixSocketIsToldByItsPath() {
    JsonNode attempt = run.attempts("unix", "unixSocket").get(0);
    assertThat(attempt.get("name").asText()).isEqualTo("/no/such/socket");
    assertThat(attempt.get("outcome").asText()).startsWith("java.net.SocketException: ");
    assertThat(attempt.has("proto")).isFalse();
  }

  @Test
  void whoStartedAVirtualThreadIsTold() {
    assumeThat(jdk.feature()).isGreaterThanOrEqualTo(21);
    JsonNode attempt = run.attempts("connect", "virtualThread").get(0);
    JsonNode submitter = attempt.get("submitters").get(0);
    assertThat(submitter.get("how").asText()).isEqualTo("thread");
    assertThat(AgentRun.has(submitter.get("stack"), "virtualThread")).isTrue();
  }
}
