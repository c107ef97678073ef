package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandWordsTest {

  @Test
  void aPropertyThatIsNotSetIsNoList() throws Exception {
    assertThat(CommandWords.parse("sandbox.args", null)).isEmpty();
  }

  @Test
  void anEmptyPropertyIsAnEmptyList() throws Exception {
    assertThat(CommandWords.parse("sandbox.args", "")).contains(List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a b|a;b", "a  'b c' d|a;b c;d", "\"a b\"|a b", "$HOME *|$HOME;*"})
  void quotesKeepWordsTogetherAndNothingIsExpanded(String value, String words) throws Exception {
    assertThat(CommandWords.parse("sandbox.args", value)).contains(List.of(words.split(";")));
  }

  @Test
  void anOpenQuoteIsAnErrorThatNamesTheProperty() {
    assertThatThrownBy(() -> CommandWords.parse("sandbox.args", "say 'a b"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageStartingWith("sandbox.args 'say 'a b': ")
        .hasMessageEndingWith("; close the quotes");
  }
}
