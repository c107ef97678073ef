package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way out of a JVM is seen, with who took it, in every JVM that is here: also where the agent
 * need not find out how it changes the JDK's classes.
 */
@ParameterizedClass
@MethodSource("jvms")
class WaysIT {

  private static final String REFUSED = "java.net.ConnectException: Connection refused";

  private static final Path CLASSES = Programs.compiled("Ways", 8);
  private static final Map<List<Path>, AgentRun> RUNS = new HashMap<>();

  private final AgentRun run;

  WaysIT(Jdk jdk, Path agent) {
    run = RUNS.computeIfAbsent(List.of(jdk.home(), agent), key -> run(jdk, agent));
  }

  static Stream<Arguments> jvms() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(AgentRun.agent(), PreparedAgent.of(jdk).jar())
                    .map(agent -> Arguments.of(jdk, agent)));
  }

  private static AgentRun run(Jdk jdk, Path agent) {
    try {
      return AgentRun.ofJar(
          agent,
          jdk,
          // With fewer, CompletableFuture starts a thread for each task.
          "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
          "-cp",
          CLASSES.toString(),
          "Ways");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theProgramEndsAsItDoesWithoutTheAgent() {
    assertThat(run.exitCode()).as(run.errors()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "socket, " + REFUSED,
    "openSocket, ok",
    "socketWithTimeOut, " + REFUSED,
    "socketByName, " + REFUSED,
    "channel, " + REFUSED,
    "adaptedChannel, " + REFUSED,
    "laterChannel, pending",
    "asynchronousChannel, pending",
    "url, " + REFUSED
  })
  void aConnectionIsOneAttemptWithItsOutcome(String way, String outcome) {
    JsonNode attempt = only("connect", way);
    assertThat(attempt.get("proto").asText()).isEqualTo("tcp");
    assertThat(attempt.get("address").asText()).isEqualTo("127.0.0.1");
    assertThat(attempt.get("port").asInt()).isPositive();
    assertThat(attempt.get("outcome").asText()).startsWith(outcome);
    assertThat(attempt.get("thread").asText()).isEqualTo("main");
    assertThat(attempt.get("submitters")).isEmpty();
    assertThatItIsTold(attempt.get("stack"), way);
  }

  @Test
  void aNameIsToldThatTheAddressCameWith() {
    assertThat(only("connect", "socketByName").get("name").asText()).isEqualTo("named.invalid");
    assertThat(only("connect", "url").has("name")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"packet", "connectedPacket", "packetOfChannel", "packetOfConnectedChannel"})
  void aPacketIsAnAttempt(String way) {
    JsonNode attempt = only("datagram", way);
    assertThat(attempt.get("proto").asText()).isEqualTo("udp");
    assertThat(attempt.get("address").asText()).isEqualTo("127.0.0.1");
    assertThat(attempt.get("outcome").asText()).isEqualTo("ok");
    assertThatItIsTold(attempt.get("stack"), way);
  }

  @Test
  void aLookUpTellsTheNameAndWhatItIs() {
    JsonNode attempt = only("lookup", "lookUp");
    assertThat(attempt.get("name").asText()).isEqualTo("localhost");
    assertThat(attempt.get("addresses")).extracting(JsonNode::asText).contains("127.0.0.1");
    assertThatItIsTold(attempt.get("stack"), "lookUp");
  }

  @Test
  void aReverseLookUpTellsTheAddress() {
    assertThat(only("reverse", "reverseLookUp").get("address").asText()).isEqualTo("127.0.0.1");
  }

  @Test
  void aProcessIsToldWithoutItsArguments() {
    JsonNode attempt = only("process", "process");
    assertThat(attempt.get("name").asText()).isEqualTo("true");
    assertThat(attempt.get("outcome").asText()).isEqualTo("ok");
    assertThat(attempt.toString()).doesNotContain("secret");
    assertThat(only("process", "noSuchProcess").get("outcome").asText())
        .startsWith("java.io.IOException: ");
  }

  @Test
  void aLibraryIsTold() {
    JsonNode attempt = only("library", "library");
    assertThat(attempt.get("name").asText()).isEqualTo("/no/such/library.so");
    assertThat(attempt.get("outcome").asText()).startsWith("java.lang.UnsatisfiedLinkError: ");
  }

  @Test
  void filesThatAreNotThereAreToldByTheirPaths() {
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(run.lines())
        .filteredOn(line -> line.get("type").asText().equals("file"))
        .map(line -> line.get("name").asText())
        .contains(
            here + "/no/such (1)/stream",
            "/no/such/file",
            "/no/such/channel",
            here + "/no/such/size")
        .doesNotContain("/");
  }

  @ParameterizedTest
  @CsvSource({
    "thread, thread",
    "executor, executor",
    "schedule, executor",
    "repeat, executor",
    "forkJoin, forkjoin",
    "fork, forkjoin",
    "supplyAsync, forkjoin",
    "thenRun, completion",
    "timer, timer"
  })
  void whoSubmittedIsTold(String way, String how) {
    List<JsonNode> attempts = run.attempts("connect", way);
    assertThat(attempts).isNotEmpty();
    for (JsonNode attempt : attempts) {
      assertThat(AgentRun.has(attempt.get("stack"), way)).isFalse();
      JsonNode submitter = attempt.get("submitters").get(0);
      assertThat(submitter.get("how").asText()).isEqualTo(how);
      assertThatItIsTold(submitter.get("stack"), way);
    }
  }

  @Test
  void whoSubmittedIsToldAcrossThreads() {
    JsonNode submitters = only("connect", "chain").get("submitters");
    assertThat(submitters).hasSize(2);
    assertThatItIsTold(submitters.get(1).get("stack"), "chain");
  }

  @Test
  void whoCompletesAFutureIsNotOnTheStackOfWhoWaitedForIt() {
    JsonNode attempt = only("connect", "waits");
    assertThat(attempt.get("thread").asText()).isEqualTo("main");
    assertThat(AgentRun.has(attempt.get("stack"), "connect")).isTrue();
    assertThat(AgentRun.has(attempt.get("stack"), "completes")).isFalse();
    assertThatItIsTold(attempt.get("submitters").get(0).get("stack"), "waits");
  }

  @Test
  void everyFrameSaysWhereItsClassIsFrom() {
    assertThat(run.sources().values()).containsOnly("file:" + CLASSES + "/");
    for (JsonNode attempt : run.attempts()) {
      for (JsonNode frame : attempt.get("stack")) {
        boolean own = frame.get("c").asText().startsWith("Ways");
        assertThat(frame.has("s")).as(frame.toString()).isEqualTo(own);
      }
    }
  }

  @Test
  void theAgentIsInNoStack() {
    assertThat(run.lines()).noneMatch(line -> line.toString().contains("mavensandbox.agent"));
    assertThat(run.lines()).noneMatch(line -> line.toString().contains("SandboxBridge"));
  }

  @Test
  void theTimeIsToldInMicroseconds() {
    JsonNode start = run.lines().get(0);
    assertThat(start.get("type").asText()).isEqualTo("start");
    long now = System.currentTimeMillis() * 1_000;
    assertThat(start.get("time").asLong()).isBetween(now - 600_000_000L, now);
    for (JsonNode attempt : run.attempts()) {
      assertThat(attempt.get("time").asLong()).isBetween(now - 600_000_000L, now);
    }
  }

  private JsonNode only(String type, String way) {
    List<JsonNode> attempts = run.attempts(type, way);
    assertThat(attempts).as("%s of %s in %s", type, way, run.attempts()).hasSize(1);
    return attempts.get(0);
  }

  private static void assertThatItIsTold(JsonNode stack, String way) {
    for (JsonNode frame : stack) {
      if (frame.has("s") && frame.get("m").asText().equals(way)) {
        assertThat(frame.get("c").asText()).isEqualTo("Ways");
        assertThat(frame.get("l").asInt()).isPositive();
        return;
      }
    }
    throw new AssertionError("no " + way + " in " + stack);
  }
}
