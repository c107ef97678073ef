package io.github.mavensandbox.report.ci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The lines of a POM at which its dependencies begin. */
record PomDependencies(Path pom) {

  /** Not those of plugins, and not those that are only managed. */
  private static final List<String> DEPENDENCIES =
      List.of(
          "/project/dependencies/dependency", "/project/profiles/profile/dependencies/dependency");

  /** The line of the first dependency on an artifact; empty when there is none, or no POM. */
  OptionalInt line(String groupId, String artifactId) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try (InputStream in = Files.newInputStream(pom)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        return line(xml, groupId, artifactId);
      } finally {
        xml.close();
      }
    } catch (IOException | XMLStreamException e) {
      // Maven could read it. Where it changed meanwhile, no line is better than a failed report.
      return OptionalInt.empty();
    }
  }

  private static OptionalInt line(XMLStreamReader xml, String groupId, String artifactId)
      throws XMLStreamException {
    Deque<String> path = new ArrayDeque<>(List.of(""));
    int line = 0;
    String group = "";
    String artifact = "";
    while (xml.hasNext()) {
      int event = xml.next();
      String here = path.getLast();
      if (event == XMLStreamConstants.START_ELEMENT) {
        path.addLast(here + "/" + xml.getLocalName());
        if (DEPENDENCIES.contains(path.getLast())) {
          line = xml.getLocation().getLineNumber();
          group = "";
          artifact = "";
        }
      } else if (event == XMLStreamConstants.CHARACTERS) {
        if (isIn(here, "/groupId")) {
          group = xml.getText().strip();
        } else if (isIn(here, "/artifactId")) {
          artifact = xml.getText().strip();
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        path.removeLast();
        // A group is often ${project.groupId}.
        if (DEPENDENCIES.contains(here)
            && artifact.equals(artifactId)
            && (group.equals(groupId) || group.contains("${"))) {
          return OptionalInt.of(line);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isIn(String path, String element) {
    return DEPENDENCIES.stream().anyMatch(dependency -> path.equals(dependency + element));
  }
}
