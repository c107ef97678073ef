package io.github.mavensandbox.surefire.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JvmLocaleTest {

  @Test
  void saysOfALocaleWhatItHas() {
    assertThat(JvmLocale.options(Locale.GERMANY, Locale.GERMANY))
        .containsExactly("-Duser.country=DE", "-Duser.language=de");
    assertThat(JvmLocale.options(Locale.ENGLISH, Locale.ENGLISH))
        .containsExactly("-Duser.language=en");
  }

  @Test
  void theFormatTakesNothingFromTheLanguage() {
    assertThat(JvmLocale.options(Locale.US, Locale.forLanguageTag("sr-Latn")))
        .containsExactly(
            "-Duser.country=US",
            "-Duser.language=en",
            "-Duser.country.format=",
            "-Duser.language.format=sr",
            "-Duser.script.format=Latn");
  }

  @Test
  void aJvmOfTheseOptionsHasTheseLocales() throws Exception {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    command.addAll(JvmLocale.options(Locale.GERMANY, Locale.forLanguageTag("sr-Latn")));
    command.addAll(List.of("-XshowSettings:locale", "-version"));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();

    assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("default locale = Deutsch (Deutschland)")
        .contains("default format locale = Serbisch (Lateinisch)");
  }
}
