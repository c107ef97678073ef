package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  @Test
  void whatIsNotSetIsTheDefault() {
    assertThat(Limits.parse(null, 0, 1, null))
        .isEqualTo(new Limits(Limits.AS_OUTSIDE, 0, 1, 1L << 30));
  }

  @Test
  void theDefaultIsAShareOfTheMachineInWholeMebibytes() {
    long share = Limits.DEFAULT.memoryBytes();

    assertThat(share).isPositive().isLessThan(1L << 50);
    assertThat(share % (1 << 20)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"512b, 512", "2k, 2048", "3M, 3145728", "4g, 4294967296"})
  void aSizeIsANumberAndAUnit(String text, long bytes) {
    assertThat(Limits.parse(text, 0, 1, text)).isEqualTo(new Limits(bytes, 0, 1, bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-1", "1.5g", "4 apples", "99999999999"})
  void anythingElseIsAnErrorThatShowsHowToWriteIt(String text) {
    assertThatThrownBy(() -> Limits.parse(text, 0, 1, null))
        .hasMessage(
            "sandbox.memory '"
                + text
                + "' is not a size; write a number and b, k, m, g or t: 512m, 4g");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 4g",
    "512, 512m",
    "4096, 4096m",
    "4294967296, 4294967296b",
    "4gb, 4g",
    "512 MiB, 512m",
    "4 g, 4g"
  })
  void aSizeWithoutAUnitOfOursIsAnErrorThatNamesTheOneThatWasProbablyMeant(
      String text, String meant) {
    assertThatThrownBy(() -> Limits.parse(text, 0, 1, null))
        .hasMessage(
            "sandbox.memory '%s' is not a size; write a number and b, k, m, g or t: %s"
                .formatted(text, meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999999999t", "0", "8388608t"})
  void aSizeThatIsNoneForAMachineIsAnError(String text) {
    assertThatThrownBy(() -> Limits.parse(null, 0, 1, text))
        .hasMessageStartingWith("sandbox.shmSize '" + text + "' ");
  }

  @ParameterizedTest
  @CsvSource({"1, 1b", "1024, 1k", "1536, 1536b", "201326592, 192m", "4294967296, 4g", "0, 0t"})
  void aSizeIsToldAsItIsWritten(long bytes, String text) {
    assertThat(Limits.text(bytes)).isEqualTo(text);
  }

  @Test
  void thereIsNoLessThanNoCpuAndNoLessThanOneProcess() {
    assertThatThrownBy(() -> Limits.parse(null, -0.5, 1, null))
        .hasMessage("sandbox.cpus '-0.5' is negative; 0 is all there are");
    assertThatThrownBy(() -> Limits.parse(null, 0, 0, null))
        .hasMessage("sandbox.pids '0' leaves no process; give at least 1");
  }
}
