package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppUserTest {

  @Test
  void aUserIsTwoNumbersOrOne() throws Exception {
    assertThat(AppUser.parse("1000:100")).isEqualTo(new AppUser(1000, 100));
    assertThat(AppUser.parse("1000")).isEqualTo(new AppUser(1000, 1000));
    assertThat(AppUser.DEFAULT).hasToString("10001:10001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0:0", "1000:0", "0:1000", "-1", "app", "1:2:3", "1:", "2147483647", "+"})
  void rootAndNamesAreRefused(String text) {
    assertThatThrownBy(() -> AppUser.parse(text))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("user '" + text + "' is not uid or uid:gid");
  }
}
