package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommaListTest {

  @Test
  void aPropertyThatIsNotSetIsNoList() {
    assertThat(CommaList.parse(null)).isEmpty();
    assertThat(CommaList.parseWords(null)).isEmpty();
  }

  @Test
  void spacesAroundItemsAreNotPartOfThem() {
    assertThat(CommaList.parse("10.0.0.0/8, out db.internal:5432"))
        .hasValueSatisfying(
            items -> assertThat(items).containsExactly("10.0.0.0/8", "out db.internal:5432"));
  }

  @Test
  void anEmptyItemStaysOneSoThatItCanBeRefused() {
    assertThat(CommaList.parse("a,,b,"))
        .hasValueSatisfying(items -> assertThat(items).containsExactly("a", "", "b", ""));
  }

  @Test
  void noWordsAreGivenByABlankValue() {
    assertThat(CommaList.parseWords(" ")).isEmpty();
  }

  @Test
  void aBlankValueCanStandForNoItems() {
    assertThat(CommaList.parseOrNone(null)).isEmpty();
    assertThat(CommaList.parseOrNone(" ")).hasValueSatisfying(items -> assertThat(items).isEmpty());
    assertThat(CommaList.parseOrNone("8080,9000-9010"))
        .hasValueSatisfying(items -> assertThat(items).containsExactly("8080", "9000-9010"));
  }
}
