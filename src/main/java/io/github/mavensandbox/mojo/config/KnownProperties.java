package io.github.mavensandbox.mojo.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/** The properties that the goals have. */
final class KnownProperties {

  private static final String OWNER = "sandbox";

  static final String PREFIX = OWNER + ".";

  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{(" + Pattern.quote(PREFIX) + "[^}]+)}");

  /** Matches {@code sandbox.test.image}, {@code sandbox-test-image}. */
  private static final Pattern PARTS = Pattern.compile("([^._-]+)[._-](.+)");

  private final Set<String> names = new TreeSet<>();

  /** By the path of an element, with dots: what the element's property may be taken for. */
  private final Map<String, String> elements = new TreeMap<>();

  KnownProperties(PluginDescriptor plugin) {
    plugin.getMojos().stream()
        .flatMap(goal -> goal.getParameters().stream())
        .forEach(parameter -> of(parameter).ifPresent(names::add));
    addElements("", KnownElements.inPoms(plugin));
  }

  /** The property of a parameter, if it has one of these. */
  static Optional<String> of(Parameter parameter) {
    Matcher matcher = EXPRESSION.matcher(String.valueOf(parameter.getExpression()));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void addElements(String path, Shape.Fields shape) {
    shape
        .fields()
        .forEach(
            (name, below) -> {
              if (below instanceof Shape.Fields fields) {
                addElements(path + name + ".", fields);
              } else if (names.contains(PREFIX + name)) {
                elements.put(PREFIX + path + name, PREFIX + name);
              }
            });
  }

  Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** The property that is most like a name that is none. */
  String nearest(String name) {
    return Optional.ofNullable(elements.get(name)).orElseGet(() -> NearestName.of(name, names));
  }

  /**
   * True if a name that is none is likely to be meant as one of these: misspelled, or the path of
   * an element.
   */
  boolean isNear(String name) {
    Matcher parts = PARTS.matcher(name);
    return elements.containsKey(name)
        || parts.matches()
            && NearestName.isNear(parts.group(1), OWNER)
            && names.stream()
                .map(known -> known.substring(PREFIX.length()))
                .anyMatch(known -> NearestName.isNear(parts.group(2), known));
  }
}
