package io.github.mavensandbox.surefire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What Surefire and Failsafe have reported below a directory, in a form that is equal for equal
 * results: without times, and without the JDK's own frames, which are another JDK's outside.
 */
record Reports(List<String> cases, List<String> texts) {

  static Reports in(Path directory) throws Exception {
    List<String> cases = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Reports::isReport).sorted().toList()) {
        String folder = file.getParent().getFileName().toString();
        if (file.toString().endsWith(".xml")) {
          suite(file).forEach(line -> cases.add(folder + ": " + line));
        } else {
          lines(Files.readString(file)).forEach(line -> texts.add(folder + ": " + line));
        }
      }
    }
    return new Reports(cases.stream().sorted().toList(), texts.stream().sorted().toList());
  }

  /** How often a part of a case's line is among the cases. */
  long count(String part) {
    return cases.stream().filter(line -> line.contains(part)).count();
  }

  /** Leaves out what is another in every run. */
  static String withoutTimes(String line) {
    return line.replaceAll("Time elapsed: [0-9.,]+ s", "Time elapsed: - s")
        .replaceAll("surefire(booter|args|_0|)?-[0-9_]+(tmp|\\.jar|)", "surefire$1-$2")
        .replaceAll("(instance:[\\w.]+)@[0-9a-f]+", "$1")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9-]+_[0-9]+", "-time-");
  }

  private static boolean isReport(Path file) {
    String parent = file.getParent().getFileName().toString();
    String name = file.getFileName().toString();
    return parent.endsWith("-reports") && name.matches("TEST-.*\\.xml|it\\..*\\.txt");
  }

  private static List<String> suite(Path file) throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    String name = suite.getAttribute("name");
    List<String> lines = new ArrayList<>();
    lines.add(
        name
            + Stream.of("tests", "failures", "errors", "skipped", "flakes")
                .map(counted -> " " + counted + "=" + suite.getAttribute(counted))
                .collect(Collectors.joining()));
    for (Element test : children(suite, "testcase")) {
      lines.add(
          name
              + " "
              + test.getAttribute("classname")
              + "."
              + test.getAttribute("name")
              + children(test, "*").stream().map(Reports::outcome).toList());
    }
    return lines;
  }

  private static String outcome(Element element) {
    return element.getTagName()
        + " "
        + element.getAttribute("type")
        + " "
        + element.getAttribute("message")
        + " "
        + lines(element.getTextContent());
  }

  private static List<String> lines(String text) {
    return text.lines()
        .filter(line -> !line.matches("\\s+at (java|jdk|sun)\\..*|\\s+at .*java\\.base.*"))
        .filter(line -> !line.isBlank())
        .map(Reports::withoutTimes)
        .toList();
  }

  private static List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .filter(element -> name.equals("*") || element.getTagName().equals(name))
        .toList();
  }
}
