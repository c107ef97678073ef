package io.github.mavensandbox.mojo.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.codehaus.plexus.util.ReaderFactory;
import org.codehaus.plexus.util.xml.pull.EntityReplacementMap;
import org.codehaus.plexus.util.xml.pull.MXParser;
import org.codehaus.plexus.util.xml.pull.XmlPullParser;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * An element of a POM with all of its text: Maven's model has none of what stands beside elements.
 *
 * @param text without white space around it
 */
record PomElement(String name, String text, List<PomElement> children) {

  /**
   * Reads a POM with the parser that Maven has for it.
   *
   * @return empty if it is not XML: an extension has made Maven's model of it
   */
  static Optional<PomElement> read(Path pom) throws IOException {
    try (Reader reader = ReaderFactory.newXmlReader(pom.toFile())) {
      XmlPullParser parser = new MXParser(EntityReplacementMap.defaultEntityReplacementMap);
      parser.setInput(reader);
      parser.nextTag();
      return Optional.of(read(parser));
    } catch (XmlPullParserException e) {
      return Optional.empty();
    }
  }

  private static PomElement read(XmlPullParser parser) throws XmlPullParserException, IOException {
    String name = parser.getName();
    StringBuilder text = new StringBuilder();
    List<PomElement> children = new ArrayList<>();
    for (int event = parser.next(); event != XmlPullParser.END_TAG; event = parser.next()) {
      if (event == XmlPullParser.START_TAG) {
        children.add(read(parser));
      } else {
        text.append(parser.getText());
      }
    }
    return new PomElement(name, text.toString().strip(), List.copyOf(children));
  }

  /** The elements in this one that have a name. */
  Stream<PomElement> children(String name) {
    return children.stream().filter(child -> child.name.equals(name));
  }

  /** This element and all that are in it, at any depth. */
  Stream<PomElement> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(PomElement::all));
  }

  /** What is configured of plugins, wherever in the POM, by the id of their artifact. */
  Stream<PomElement> configurationsOf(Predicate<String> artifactId) {
    return all()
        .filter(element -> element.name.equals("plugin"))
        .filter(plugin -> plugin.children("artifactId").anyMatch(id -> artifactId.test(id.text)))
        .flatMap(
            plugin ->
                Stream.concat(
                    plugin.children("configuration"),
                    plugin
                        .children("executions")
                        .flatMap(executions -> executions.children("execution"))
                        .flatMap(execution -> execution.children("configuration"))));
  }

  /** The elements that have both text and elements in them. */
  Stream<PomElement> withStrayText() {
    return all().filter(element -> !element.text.isEmpty() && !element.children.isEmpty());
  }
}
