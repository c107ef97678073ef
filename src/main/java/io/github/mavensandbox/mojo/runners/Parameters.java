package io.github.mavensandbox.mojo.runners;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The parameters of an execution, with the values that Maven gives them. */
public final class Parameters {

  private final Xpp3Dom configuration;
  private final ExpressionEvaluator evaluator;

  public Parameters(@Nullable Xpp3Dom configuration, ExpressionEvaluator evaluator) {
    this.configuration = configuration == null ? new Xpp3Dom("configuration") : configuration;
    this.evaluator = evaluator;
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(configuration.getChild(name)).flatMap(this::value);
  }

  /** Whether a parameter is true, read as Maven reads it. */
  public boolean isTrue(String name) {
    return value(name).map(String::strip).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** Whether a list has elements, or the property that stands for it a value. */
  public boolean isFilled(String name) {
    Xpp3Dom list = configuration.getChild(name);
    return list != null
        && (list.getChildCount() > 0 || value(list).filter(text -> !text.isBlank()).isPresent());
  }

  /** Whether an element at any depth has one of these names, whatever its prefix. */
  boolean hasElement(Set<String> names) {
    return elements(configuration)
        .map(element -> element.getName().replaceFirst("^.*:", ""))
        .anyMatch(names::contains);
  }

  /** Returns all texts, as written and as evaluated, and all attributes. */
  Stream<String> texts() {
    return elements(configuration)
        .flatMap(
            element ->
                Stream.concat(
                    Stream.of(element.getValue())
                        .filter(Objects::nonNull)
                        .flatMap(text -> Stream.concat(Stream.of(text), value(element).stream())),
                    Arrays.stream(element.getAttributeNames()).map(element::getAttribute)));
  }

  private static Stream<Xpp3Dom> elements(Xpp3Dom element) {
    return Stream.concat(
        Stream.of(element), Arrays.stream(element.getChildren()).flatMap(Parameters::elements));
  }

  private Optional<String> value(Xpp3Dom element) {
    return evaluated(element.getValue()).or(() -> evaluated(element.getAttribute("default-value")));
  }

  private Optional<String> evaluated(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(evaluator.evaluate(text)).map(String::valueOf);
    } catch (ExpressionEvaluationException e) {
      // The goal itself will say so.
      return Optional.of(text);
    }
  }
}
