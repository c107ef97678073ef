package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Refuses what would have no effect in a configuration, and what would have another one than it
 * says: Maven drops it without a word.
 */
final class ElementCheck {

  private static final String CHILDREN = "combine.children";

  /** What Maven reads; an absent list means any value. */
  private static final Map<String, Optional<List<String>>> ATTRIBUTES =
      Map.of(
          CHILDREN,
          Optional.of(List.of("append", "merge")),
          "combine.self",
          Optional.of(List.of("merge", "override", "remove")),
          "combine.id",
          Optional.empty(),
          "combine.keys",
          Optional.empty(),
          "implementation",
          Optional.empty(),
          "default-value",
          Optional.empty());

  /** Attributes of XML itself begin so: {@code xml:space}, {@code xmlns}. */
  private static final String XML = "xml";

  /** How many elements a message lists in place of the nearest. */
  private static final int MOST_LISTED = 12;

  private final Shape.Fields configuration;
  private final String where;

  /**
   * @param where it stands, as a message begins
   */
  ElementCheck(Shape.Fields configuration, String where) {
    this.configuration = configuration;
    this.where = where;
  }

  void check(Xpp3Dom element) throws MojoExecutionException {
    check(element, configuration);
  }

  private void check(Xpp3Dom element, Shape shape) throws MojoExecutionException {
    checkAttributes(element);
    if (element.getChildCount() > 0 && !text(element).isEmpty()) {
      // One POM alone has lost its text when it is read; see PomElement.
      throw refused(
          "<%s> has text, %s, in one POM and elements in another, and Maven drops one of them; write elements in both, or <%1$s combine.self=\"override\"> in the one that is to win"
              .formatted(element.getName(), Quoted.of(text(element))));
    }
    if (shape instanceof Shape.Text) {
      if (element.getChildCount() > 0) {
        throw refused(
            "<%s> has <%s> in it, but takes text alone"
                .formatted(element.getName(), element.getChild(0).getName()));
      }
    } else if (shape instanceof Shape.Items items) {
      checkItems(element, items);
    } else if (shape instanceof Shape.Entries) {
      checkOnce(element);
      for (Xpp3Dom entry : element.getChildren()) {
        check(entry, new Shape.Text());
      }
    } else if (shape instanceof Shape.Fields fields) {
      checkFields(element, fields);
    }
  }

  private void checkFields(Xpp3Dom element, Shape.Fields shape) throws MojoExecutionException {
    if (!text(element).isEmpty()) {
      throw refused(
          "<%s> has text in it, %s, but takes elements alone"
              .formatted(element.getName(), Quoted.of(text(element))));
    }
    for (Xpp3Dom child : element.getChildren()) {
      if (!shape.fields().containsKey(child.getName())) {
        throw refused(unknown(child.getName(), element.getName(), shape));
      }
    }
    checkOnce(element);
    for (Xpp3Dom child : element.getChildren()) {
      check(child, Objects.requireNonNull(shape.fields().get(child.getName())));
    }
  }

  private void checkItems(Xpp3Dom element, Shape.Items shape) throws MojoExecutionException {
    if (shape.name().isPresent()) {
      String name = shape.name().get();
      for (Xpp3Dom item : element.getChildren()) {
        if (!item.getName().equals(name)) {
          throw refused(
              "unknown element <%s> in <%s>; write <%s>"
                  .formatted(item.getName(), element.getName(), name));
        }
      }
      if (element.getChildCount() == 0 && text(element).isEmpty()) {
        throw refused(
            "<%s> is empty, and would leave a parent's as it is; remove it, or write <%s>none</%2$s> in it"
                .formatted(element.getName(), name));
      }
    }
    for (Xpp3Dom item : element.getChildren()) {
      check(item, shape.item());
    }
  }

  private void checkOnce(Xpp3Dom element) throws MojoExecutionException {
    Set<String> names = new HashSet<>();
    for (Xpp3Dom child : element.getChildren()) {
      if (!names.add(child.getName())) {
        throw refused(
            "<%s> has <%s> twice, and Maven takes the last one alone; %s"
                .formatted(
                    element.getName(),
                    child.getName(),
                    "append".equals(element.getAttribute(CHILDREN))
                        ? CHILDREN + "=\"append\" belongs on the lists in it"
                        : "write one with all that is in them"));
      }
    }
  }

  private String unknown(String name, String parent, Shape.Fields shape) {
    Set<String> known = shape.fields().keySet();
    String problem = "unknown element <%s> in <%s>; ".formatted(name, parent);
    for (String other : List.of(name + "s", name.replaceFirst("s$", ""))) {
      if (known.contains(other)) {
        return problem + "write <" + other + ">";
      }
    }
    Set<String> others = new TreeSet<>();
    addParents(name, configuration, "configuration", others);
    if (!others.isEmpty()) {
      return problem + "it belongs in " + elements(others);
    }
    String nearest = NearestName.of(name, known);
    if (NearestName.isNear(name, nearest)) {
      return problem + "write <" + nearest + ">";
    }
    return problem
        + (known.size() > MOST_LISTED
            ? "the nearest known one is <" + nearest + ">"
            : "there are " + elements(known));
  }

  /** Adds the elements in which one with this name may stand. */
  private static void addParents(
      String name, Shape.Fields shape, String parent, Set<String> parents) {
    if (shape.fields().containsKey(name)) {
      parents.add(parent);
    }
    shape
        .fields()
        .forEach(
            (field, below) -> {
              if (below instanceof Shape.Fields fields) {
                addParents(name, fields, field, parents);
              }
            });
  }

  private static String elements(Set<String> names) {
    return "<" + String.join(">, <", names) + ">";
  }

  private void checkAttributes(Xpp3Dom element) throws MojoExecutionException {
    for (String name : element.getAttributeNames()) {
      if (name.startsWith(XML)) {
        continue;
      }
      Optional<List<String>> values = ATTRIBUTES.get(name);
      if (values == null) {
        throw refused(
            "unknown attribute %s of <%s>; the nearest known one is %s"
                .formatted(name, element.getName(), NearestName.of(name, ATTRIBUTES.keySet())));
      }
      String value = element.getAttribute(name);
      if (values.isPresent() && !values.get().contains(value)) {
        throw refused(
            "%s %s of <%s> is none of: %s"
                .formatted(
                    name, Quoted.of(value), element.getName(), String.join(", ", values.get())));
      }
    }
  }

  private static String text(Xpp3Dom element) {
    return element.getValue() == null ? "" : element.getValue().strip();
  }

  private MojoExecutionException refused(String problem) {
    return new MojoExecutionException(where + ": " + problem);
  }
}
