import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Compares two folders of Surefire's reports: the same tests by name, each as often and with the
 * same outcome. Prints the counts, and every difference; ends with 1 when there is one.
 */
final class Compare {

  private Compare() {}

  public static void main(String[] folders) throws Exception {
    Map<String, Integer> outside = tests(Path.of(folders[0]));
    Map<String, Integer> inside = tests(Path.of(folders[1]));
    System.out.println("outside " + counts(outside));
    System.out.println("inside  " + counts(inside));
    TreeSet<String> all = new TreeSet<>(outside.keySet());
    all.addAll(inside.keySet());
    all.removeIf(test -> outside.getOrDefault(test, 0).equals(inside.getOrDefault(test, 0)));
    for (String test : all) {
      System.out.printf(
          "%s: %d outside, %d inside%n",
          test, outside.getOrDefault(test, 0), inside.getOrDefault(test, 0));
    }
    System.exit(all.isEmpty() && !outside.isEmpty() ? 0 : 1);
  }

  private static Map<String, Integer> tests(Path folder) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder parser = factory.newDocumentBuilder();
    Map<String, Integer> tests = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
      for (Path file : files) {
        NodeList cases = parser.parse(file.toFile()).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
          Element test = (Element) cases.item(i);
          tests.merge(
              outcome(test)
                  + " "
                  + test.getAttribute("classname")
                  + "."
                  + test.getAttribute("name"),
              1,
              Integer::sum);
        }
      }
    }
    return tests;
  }

  private static String outcome(Element test) {
    for (String outcome : new String[] {"failure", "error", "skipped"}) {
      if (test.getElementsByTagName(outcome).getLength() > 0) {
        return outcome;
      }
    }
    return "passed";
  }

  private static Map<String, Integer> counts(Map<String, Integer> tests) {
    Map<String, Integer> counts = new TreeMap<>();
    tests.forEach(
        (test, times) -> counts.merge(test.substring(0, test.indexOf(' ')), times, Integer::sum));
    return counts;
  }
}
