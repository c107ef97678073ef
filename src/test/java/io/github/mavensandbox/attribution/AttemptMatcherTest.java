package io.github.mavensandbox.attribution;

import static io.github.mavensandbox.attribution.Told.CALL;
import static io.github.mavensandbox.attribution.Told.MAIN;
import static io.github.mavensandbox.attribution.Told.SEND;
import static io.github.mavensandbox.attribution.Told.SOCKET;
import static io.github.mavensandbox.attribution.Told.TIME;
import static io.github.mavensandbox.attribution.Told.TRACKER;
import static io.github.mavensandbox.attribution.Told.connect;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.attribution.Attempt.Kind;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.IpProtocol;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptMatcherTest {

  private static final BlockedEndpoint WEB = out(6, "198.51.100.9", 80, null, TIME);
  private static final BlockedEndpoint QUESTION = out(17, "127.0.0.53", 53, "evil.example", TIME);
  private static final BlockedEndpoint OTHER_QUESTION =
      out(17, "127.0.0.53", 53, "other.example", TIME);

  private static BlockedEndpoint out(
      int protocol, String address, int port, String name, Instant... times) {
    return new BlockedEndpoint(
        new Endpoint(
            PacketDirection.OUT,
            new IpProtocol(protocol),
            address,
            OptionalInt.of(port),
            Optional.ofNullable(name)),
        List.of(times),
        OptionalLong.empty());
  }

  private static AttemptMatcher join(List<BlockedEndpoint> blocked, Told... attempts) {
    AttemptMatcher join =
        new AttemptMatcher(
            new KernelRecord(blocked, Map.of(), Optional.empty(), List.of()),
            new CallerFinder(Roles.ofKnownLibraries()));
    Stream.of(attempts).map(Told::attempt).forEach(join::add);
    return join;
  }

  private static CallExplanation explain(BlockedEndpoint blocked, Told... attempts) {
    return join(List.of(blocked), attempts).explanations().get(blocked.endpoint());
  }

  @Test
  void anAttemptExplainsWhatWasBlockedAtItsEndpoint() {
    CallExplanation explanation = explain(WEB, connect(SOCKET, CALL, SEND));

    assertThat(explanation.isAttributed()).isTrue();
    assertThat(explanation.calls())
        .extracting(calls -> calls.caller().at())
        .containsExactly(Optional.of(SEND));
    assertThat(explanation.unexplained()).isZero();
  }

  @Test
  void portsOfLoopbackThatRefuseAreKnown() {
    String refused = "java.net.ConnectException: Connection refused";
    AttemptMatcher join =
        join(
            List.of(WEB),
            connect(MAIN).to("tcp", "127.0.0.1", 8080).outcome(refused),
            connect(MAIN).to("tcp", "::1", 5432).outcome(refused),
            connect(MAIN).to("tcp", "127.0.0.1", 9090).outcome("ok"),
            connect(MAIN).to("tcp", "198.51.100.9", 443).outcome(refused));

    assertThat(join.notFound().ports()).containsExactly(5432, 8080);
  }

  @Test
  void filesThatAreNotThereAreKnownAndHaveSentNothing() {
    AttemptMatcher join =
        join(
            List.of(WEB), Told.of(Kind.FILE, MAIN).name("/b"), Told.of(Kind.FILE, MAIN).name("/a"));

    assertThat(join.notFound().files()).containsExactly("/a", "/b");
    assertThat(join.others(false)).isEmpty();
  }

  @Test
  void programsThatAreNotThereAreKnownAndHaveSentNothing() {
    AttemptMatcher join =
        join(
            List.of(WEB),
            Told.of(Kind.PROCESS, MAIN)
                .name("git")
                .outcome("java.io.IOException: error=2, No such file or directory"),
            Told.of(Kind.PROCESS, MAIN).name("ps").outcome("ok"));

    assertThat(join.notFound().programs()).containsExactly("git");
    assertThat(join.others(false)).extracting(OtherAttempt::what).containsExactly("ps");
  }

  @Test
  void attemptsToOtherEndpointsExplainNothing() {
    CallExplanation explanation =
        explain(
            WEB,
            connect(SEND).to("tcp", "198.51.100.9", 81),
            connect(SEND).to("udp", "198.51.100.9", 80),
            connect(SEND).to("tcp", "198.51.100.8", 80));

    assertThat(explanation.isAttributed()).isFalse();
    assertThat(explanation.calls()).isEmpty();
    assertThat(explanation.unexplained()).isEqualTo(1);
  }

  @Test
  void attemptsOfOneCallerAreCountedTogether() {
    CallExplanation explanation =
        explain(
            WEB,
            connect(SEND).at(TIME.plusSeconds(1)),
            connect(SEND),
            connect(SEND).count(2),
            connect(SEND, MAIN).count(5));

    assertThat(explanation.calls()).hasSize(2);
    assertThat(explanation.calls()).extracting(Calls::first).containsOnly(TIME);
    assertThat(explanation.calls().stream().mapToLong(Calls::count).sum()).isEqualTo(8);
  }

  @Test
  void twoWhoCallTheSameEndpointAreBothNamed() {
    CallExplanation explanation = explain(WEB, connect(SEND), connect(MAIN).at(TIME.plusMillis(3)));

    assertThat(explanation.calls())
        .extracting(calls -> calls.caller().origin().orElseThrow())
        .containsExactly(TRACKER, Told.APP);
  }

  @Test
  void packetsSentWhileNoAttemptIsKnownOfAreCounted() {
    BlockedEndpoint blocked =
        out(6, "198.51.100.9", 80, null, TIME.minusSeconds(9), TIME, TIME.plusSeconds(9));

    assertThat(explain(blocked, connect(SEND)).unexplained()).isEqualTo(2);
  }

  @Test
  void attemptsThatTheAgentOnlyCountsMayBeAtAnyLaterTime() {
    BlockedEndpoint blocked = out(6, "198.51.100.9", 80, null, TIME, TIME.plusSeconds(9));

    assertThat(explain(blocked, connect(SEND).count(64)).unexplained()).isZero();
  }

  @Test
  void toConnectADatagramSocketSendsNothingButNamesWhoMaySend() {
    BlockedEndpoint blocked = out(17, "198.51.100.9", 9, null, TIME);
    Told connected = Told.of(Kind.CONNECT, SEND).to("udp", "198.51.100.9", 9);
    Told sent = Told.of(Kind.DATAGRAM, MAIN).to("udp", "198.51.100.9", 9);

    assertThat(explain(blocked, connected).calls()).hasSize(1);
    assertThat(explain(blocked, connected, sent).calls())
        .extracting(calls -> calls.caller().at())
        .containsExactly(Optional.of(MAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "EVIL.example", "evil.example."})
  void aLookUpExplainsTheQuestionForItsName(String name) {
    assertThat(explain(QUESTION, Told.of(Kind.LOOKUP, SEND).name(name)).isAttributed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example", "xevil.example", "evil.example.org", "evil\nexample", ""})
  void aLookUpOfAnotherNameDoesNot(String name) {
    assertThat(explain(QUESTION, Told.of(Kind.LOOKUP, SEND).name(name)).isAttributed()).isFalse();
  }

  @Test
  void aNameMayHoldAnything() {
    BlockedEndpoint blocked = out(17, "127.0.0.53", 53, "\\195\\169 x".replace(" ", "\\032"), TIME);

    assertThat(explain(blocked, Told.of(Kind.LOOKUP, SEND).name("\u00e9 x")).isAttributed())
        .isTrue();
  }

  @Test
  void onlyAsciiLettersHaveNoCaseInDns() {
    BlockedEndpoint blocked = out(17, "127.0.0.53", 53, "\\195\\137a", TIME);

    assertThat(explain(blocked, Told.of(Kind.LOOKUP, SEND).name("\u00c9A")).isAttributed())
        .isTrue();
    assertThat(explain(blocked, Told.of(Kind.LOOKUP, SEND).name("\u00e9A")).isAttributed())
        .isFalse();
  }

  @Test
  void aReverseLookUpExplainsTheQuestionForItsAddress() {
    BlockedEndpoint four = out(17, "127.0.0.53", 53, "9.100.51.198.in-addr.arpa", TIME);
    BlockedEndpoint six =
        out(
            17,
            "127.0.0.53",
            53,
            "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
            TIME);

    assertThat(explain(four, Told.of(Kind.REVERSE, SEND).address("198.51.100.9")).isAttributed())
        .isTrue();
    assertThat(explain(six, Told.of(Kind.REVERSE, SEND).address("2001:db8::1")).isAttributed())
        .isTrue();
  }

  @Test
  void whoAsksAResolverByItselfIsKnownWhereThereIsOnlyOne() {
    Told sent = Told.of(Kind.DATAGRAM, SEND).to("udp", "127.0.0.53", 53);
    Told sentByOther = Told.of(Kind.DATAGRAM, MAIN).to("udp", "127.0.0.53", 53);
    List<BlockedEndpoint> questions = List.of(QUESTION, OTHER_QUESTION);

    assertThat(join(questions, sent).explanations().get(QUESTION.endpoint()).isAttributed())
        .isTrue();
    assertThat(
            join(questions, sent, sentByOther)
                .explanations()
                .get(QUESTION.endpoint())
                .isAttributed())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.NoRouteToHostException: No route to host",
        "java.net.ConnectException: Network is unreachable",
        "java.net.SocketException: IpProtocol family unavailable"
      })
  void whatThereIsNoWayToIsUnreachableAndNoViolation(String outcome) {
    AttemptMatcher join =
        join(List.of(WEB), connect(SEND).to("tcp", "2001:db8::9", 443).outcome(outcome));

    assertThat(join.others(true))
        .extracting(OtherAttempt::kind, OtherAttempt::what, OtherAttempt::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                OtherAttempt.Kind.UNREACHABLE, "tcp [2001:db8::9]:443", outcome));
    assertThat(join.explanations().get(WEB.endpoint()).isAttributed()).isFalse();
  }

  @Test
  void whatTheKernelBlockedIsNotUnreachableWhateverTheJvmSays() {
    AttemptMatcher join =
        join(List.of(WEB), connect(SEND).outcome("java.net.NoRouteToHostException: x"));

    assertThat(join.others(true)).isEmpty();
    assertThat(join.explanations().get(WEB.endpoint()).isAttributed()).isTrue();
  }

  @Test
  void whatWasAllowedIsNotListed() {
    AttemptMatcher join =
        join(List.of(WEB), connect(SEND).to("tcp", "198.51.100.8", 80).outcome("ok"));

    assertThat(join.others(true)).isEmpty();
    assertThat(join.others(false)).isEmpty();
  }

  @Test
  void processesAndNativeLibrariesAreThoseWhoCouldHave() {
    AttemptMatcher join =
        join(
            List.of(WEB),
            Told.of(Kind.PROCESS, SEND).name("curl"),
            Told.of(Kind.LIBRARY, MAIN).name("/x/libevil.so"));

    assertThat(join.others(false))
        .extracting(OtherAttempt::kind, OtherAttempt::what)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(OtherAttempt.Kind.PROCESS, "curl"),
            org.assertj.core.groups.Tuple.tuple(OtherAttempt.Kind.LIBRARY, "/x/libevil.so"));
  }

  @Test
  void aFloodOfCallersIsCountedBeyondTheList() {
    Told[] flood =
        Stream.iterate(0, i -> i + 1)
            .limit(1_000)
            .map(i -> connect(Told.frame(TRACKER, "com.evil.Tracker.m" + i + ":1")))
            .toArray(Told[]::new);

    CallExplanation explanation = explain(WEB, flood);

    assertThat(explanation.calls()).hasSize(50);
    assertThat(explanation.moreCalls()).isEqualTo(950);
  }
}
