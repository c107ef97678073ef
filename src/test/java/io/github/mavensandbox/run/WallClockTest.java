package io.github.mavensandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WallClockTest {

  private static final long START = 1_795_719_313_850L;

  @Test
  void aClockThatGoesOnWasNotSetBack() {
    assertThat(WallClock.setBack(START, 90_000, START + 90_100)).isEmpty();
    assertThat(WallClock.setBack(START, 90_000, START + 89_000)).isEmpty();
    assertThat(WallClock.setBack()).isEmpty();
  }

  @Test
  void whatItWasSetBackByIsTold() {
    assertThat(WallClock.setBack(START, 90_000, START - 3_510_000))
        .contains(Duration.ofSeconds(3_600));
  }

  @Test
  void aClockSetForwardAndAMachineThatSleptAreNoMatter() {
    assertThat(WallClock.setBack(START, 90_000, START + 86_400_000)).isEmpty();
  }
}
