package io.github.mavensandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildSessionTest {

  private static final Instant START = Instant.parse("2026-11-24T10:31:02.113Z");

  private final BuildSession own = BuildSession.ofThisProcess(Instant.now());

  @Test
  void isReadAsItIsWritten() {
    BuildSession session = new BuildSession(4711, START);

    assertThat(session).hasToString("4711-" + START.toEpochMilli());
    assertThat(BuildSession.parse(session.toString())).contains(session);
  }

  @Test
  void aStartBetweenTwoMillisecondsIsTheSameBuild() {
    assertThat(new BuildSession(1, START.plusNanos(999_999))).isEqualTo(new BuildSession(1, START));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1-", "-1-1", "1-1-1", "1-1\n", "9999999999999999999-1"})
  void nothingElseIsRead(String text) {
    assertThat(BuildSession.parse(text)).isEmpty();
  }

  @Test
  void isOverWhenItsProcessIsGone() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(new BuildSession(process.pid(), Instant.now()).hasEndedAsSeenBy(own)).isTrue();
  }

  @Test
  void isNotOverWhileItsProcessRuns() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      assertThat(new BuildSession(process.pid(), Instant.now()).hasEndedAsSeenBy(own)).isFalse();
    } finally {
      process.destroy();
    }
  }

  @Test
  void isOverWhenAnotherProcessHasItsNumber() throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    try {
      assertThat(new BuildSession(process.pid(), START.minusSeconds(86_400)).hasEndedAsSeenBy(own))
          .isTrue();
    } finally {
      process.destroy();
    }
  }

  @Test
  void aProcessBuildsOneAfterTheOther() {
    assertThat(new BuildSession(own.pid(), own.start().minusSeconds(60)).hasEndedAsSeenBy(own))
        .isTrue();
    assertThat(own.hasEndedAsSeenBy(own)).isFalse();
  }
}
