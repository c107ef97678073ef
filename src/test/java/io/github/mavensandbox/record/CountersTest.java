package io.github.mavensandbox.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTest {

  private static final String FILE =
      """
      4 out-blocked 74484
      4 out-logged 25
      4 in-blocked 4
      4 in-logged 4
      4 noise-blocked 0
      4 noise-logged 0
      6 out-blocked 2
      6 out-logged 1
      6 in-blocked 0
      6 in-logged 0
      6 noise-blocked 7
      6 noise-logged 7
      end
      """;

  @Test
  void areSumsOfBothFamilies() throws RecordException {
    Counters counters = Counters.parse(FILE);

    assertThat(counters.blocked(PacketDirection.OUT)).isEqualTo(74486);
    assertThat(counters.logged(PacketDirection.OUT)).isEqualTo(26);
    assertThat(counters.blocked(PacketDirection.NOISE)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "end,ende",
        "end,`end\n\n`",
        "6 noise-logged 7,",
        "6 noise-logged 7,`6 noise-logged 7\n6 noise-logged 7`",
        "6 noise-logged 7,`6 noise-logged 7\nend`",
        "7,-7",
        "7,+7",
        "7,07",
        "7,7.0",
        "7,` 7`",
        "7,",
        "7,1000000000000000000",
        "6 noise,5 noise",
        "noise,`noise `",
        "in-blocked,up-blocked",
      })
  void areRefusedWhenTheFileIsNotExactlyAsTheSandboxWritesIt(String part, String bad) {
    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> Counters.parse(FILE.replace(part, bad == null ? "" : bad)))
        .withMessageStartingWith("counters is damaged: ");
  }

  @Test
  void quoteABadLineWithoutItsControlCharacters() {
    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> Counters.parse(FILE.replace("74484", "\u001b[2J")))
        .withMessage("counters is damaged: bad line '4 out-blocked \\027[2J'");
  }
}
