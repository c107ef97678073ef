package io.github.mavensandbox.mojo.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of a user property that stands for a list. */
public final class CommaList {

  private CommaList() {}

  /**
   * Splits at commas. An empty item stays one, so that whoever reads it can refuse it.
   *
   * @return empty if the property is not set
   */
  public static Optional<List<String>> parse(@Nullable String value) {
    return Optional.ofNullable(value)
        .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /** The same for words of a command line, where a blank value stands for none. */
  public static Optional<List<String>> parseWords(@Nullable String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank()).flatMap(CommaList::parse);
  }

  /** Returns the words of a property, or what the POM has where it is not set or blank. */
  public static List<String> propertyElsePom(
      @Nullable String value, @Nullable List<String> configured) {
    return parseWords(value).orElse(configured == null ? List.of() : configured);
  }

  /** The same, where a blank value stands for a list without items. */
  public static Optional<List<String>> parseOrNone(@Nullable String value) {
    return value != null && value.isBlank() ? Optional.of(List.of()) : parse(value);
  }
}
