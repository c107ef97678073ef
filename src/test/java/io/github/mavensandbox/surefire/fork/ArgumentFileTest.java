package io.github.mavensandbox.surefire.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected words are what java itself makes of such a file. */
class ArgumentFileTest {

  /** In both, ^ stands for a backslash and | for the end of a line or word. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "-cp a.jar:b.jar|Main, -cp|a.jar:b.jar|Main",
        "it.program=\"/a b/classes\" c, it.program=/a b/classes|c",
        "--patch-module|m=\"/a\":'/b c':/d, --patch-module|m=/a:/b c:/d",
        "a # a comment|b, a|b",
        "'a#b', a#b",
        "\"a^^b^\"c^td\", a^b\"c<tab>d",
        "C:^temp, C:^temp",
        "\"a^|  b\", ab",
        "'it has \"two\" words', it has \"two\" words",
        "\"\" a, |a",
      })
  void splitsAsJavaDoes(String text, String expected) {
    assertThat(String.join("|", ArgumentFile.words(written(text).replace('|', '\n'))))
        .isEqualTo(written(expected));
  }

  private static String written(String text) {
    return text.replace('^', '\\').replace("<tab>", "\t");
  }
}
