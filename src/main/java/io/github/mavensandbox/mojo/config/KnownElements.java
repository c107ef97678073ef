package io.github.mavensandbox.mojo.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * The elements that a POM may configure: the parameters of all goals, and below them the fields of
 * their types.
 */
final class KnownElements {

  /** The element with the lists of rules. */
  static final String NETWORK = "network";

  /**
   * What is in these lists. Maven merges those of a parent and a child by the names of what is in
   * them: with other names the rules of both would be added up.
   */
  static final String RULE = "rule";

  private static final String OWN_TYPES = "io.github.mavensandbox.";

  private KnownElements() {}

  /** What stands in a POM's {@code <configuration>}, whichever goal it is for. */
  static Shape.Fields inPoms(PluginDescriptor plugin) {
    Map<String, Shape> fields = fields(plugin, Parameter::isEditable);
    if (fields.get(NETWORK) instanceof Shape.Fields lists) {
      // They stand for the lists on the command line; in a POM they would replace these unseen.
      fields.keySet().removeAll(lists.fields().keySet());
    }
    return new Shape.Fields(fields);
  }

  /** What stands in the configuration that Maven hands to a goal. */
  static Shape.Fields handedOver(PluginDescriptor plugin) {
    return new Shape.Fields(fields(plugin, parameter -> true));
  }

  /** True of the types of this plugin's own that stand for an element with elements in it. */
  static boolean hasFields(Class<?> type) {
    return type.getName().startsWith(OWN_TYPES) && !type.isEnum();
  }

  /** The names of the elements that such a type has. */
  static Set<String> fieldsOf(Class<?> type) {
    return fields(type, Optional.empty()).fields().keySet();
  }

  private static Map<String, Shape> fields(PluginDescriptor plugin, Predicate<Parameter> included) {
    Map<String, Shape> fields = new TreeMap<>();
    for (MojoDescriptor goal : plugin.getMojos()) {
      for (Parameter parameter : goal.getParameters()) {
        if (included.test(parameter)) {
          fields.put(parameter.getName(), shape(parameter));
        }
      }
    }
    return fields;
  }

  private static Shape shape(Parameter parameter) {
    Optional<String> item =
        parameter.getName().equals(NETWORK) ? Optional.of(RULE) : Optional.empty();
    try {
      return parameter.getType().startsWith(OWN_TYPES) || parameter.getType().startsWith("java.")
          ? shape(Class.forName(parameter.getType()), item)
          : new Shape.Text();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the type of a parameter is missing", e);
    }
  }

  private static Shape shape(Type type, Optional<String> item) {
    Class<?> raw =
        (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    if (Collection.class.isAssignableFrom(raw)) {
      return new Shape.Items(item, itemShape(type));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return new Shape.Entries();
    }
    return hasFields(raw) ? fields(raw, item) : new Shape.Text();
  }

  private static Shape itemShape(Type list) {
    return list instanceof ParameterizedType generic
        ? shape(generic.getActualTypeArguments()[0], Optional.empty())
        : new Shape.Text();
  }

  private static Shape.Fields fields(Class<?> type, Optional<String> item) {
    Map<String, Shape> fields = new TreeMap<>();
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
        .forEach((Field field) -> fields.put(field.getName(), shape(field.getGenericType(), item)));
    return new Shape.Fields(fields);
  }
}
