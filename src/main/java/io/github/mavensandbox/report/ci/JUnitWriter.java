package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.CallerLines;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Unlisted;
import io.github.mavensandbox.report.Verdict;
import io.github.mavensandbox.report.Violation;
import io.github.mavensandbox.report.Wording;
import io.github.mavensandbox.run.WholeFile;
import io.github.mavensandbox.text.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes the report as JUnit XML, which CI servers show: one failed case a violation (one that was
 * skipped in an audit), one with an error a problem, one that passed when there is neither. The
 * same report gives the same bytes, all of them printable ASCII, so that no text from outside can
 * break the XML.
 */
public final class JUnitWriter {

  private static final String SUITE = "sandbox";

  private enum Outcome {
    PASSED(""),
    SKIPPED("skipped"),
    FAILED("failure"),
    ERROR("error");

    private final String element;

    Outcome(String element) {
      this.element = element;
    }
  }

  /**
   * @param details what else there is to say, a line each
   */
  private record Case(
      String className, String name, Outcome outcome, String message, List<String> details) {
    Case(String className, String name, Outcome outcome, String message) {
      this(className, name, outcome, message, List.of());
    }
  }

  /**
   * Writes the whole file or leaves an earlier one as it is.
   *
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(Report report, Path file) throws IOException {
    List<Case> cases = cases(report);
    WholeFile.write(
        file,
        out -> {
          try {
            write(cases, out);
          } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  private static List<Case> cases(Report report) {
    List<Case> cases = new ArrayList<>();
    report.runs().forEach(run -> addCases(run, cases));
    report.problems().forEach(problem -> cases.add(problem(SUITE, problem)));
    if (cases.isEmpty()) {
      cases.add(
          report.runs().isEmpty()
              ? new Case(SUITE, "no sandboxed run", Outcome.SKIPPED, "nothing ran in the sandbox")
              : new Case(SUITE, "no connection was blocked", Outcome.PASSED, ""));
    }
    return cases;
  }

  private static void addCases(Run run, List<Case> cases) {
    String className = run.description().goal() + "/" + run.description().execution();
    for (Violation violation : Violation.of(run)) {
      cases.add(
          new Case(
              className,
              Wording.of(violation.endpoint()),
              outcome(run),
              message(violation),
              CallerLines.details(violation)));
    }
    for (PacketDirection direction : Verdict.JUDGED) {
      if (run.verdict().unlisted(direction) > 0) {
        cases.add(
            new Case(
                className,
                direction.label() + " to or from endpoints that are not listed",
                outcome(run),
                Wording.verb(run) + " " + Unlisted.inWords(run.verdict(), direction)));
      }
    }
    run.problems().forEach(problem -> cases.add(problem(className, problem)));
  }

  private static Outcome outcome(Run run) {
    return run.isAudit() ? Outcome.SKIPPED : Outcome.FAILED;
  }

  private static Case problem(String className, String problem) {
    return new Case(className, "the record is reliable", Outcome.ERROR, problem);
  }

  private static String message(Violation violation) {
    BlockedEndpoint blocked = violation.blocked();
    return "%s%s %s, the first at %s, the last at %s; %s"
        .formatted(
            CallerLines.prefix(violation),
            violation.verb(),
            Wording.packets(blocked.packets()),
            blocked.first(),
            blocked.last(),
            violation.advice().orElse("no rule can allow it"));
  }

  private static void write(List<Case> cases, OutputStream out) throws XMLStreamException {
    // The JDK's own, whatever the class path has.
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", SUITE);
    attribute(xml, "tests", Integer.toString(cases.size()));
    attribute(xml, "failures", count(cases, Outcome.FAILED));
    attribute(xml, "errors", count(cases, Outcome.ERROR));
    attribute(xml, "skipped", count(cases, Outcome.SKIPPED));
    attribute(xml, "time", "0");
    for (Case testCase : cases) {
      xml.writeCharacters("\n  ");
      write(testCase, xml);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.close();
  }

  private static void write(Case testCase, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "classname", testCase.className());
    attribute(xml, "name", testCase.name());
    attribute(xml, "time", "0");
    if (testCase.outcome() != Outcome.PASSED) {
      xml.writeStartElement(testCase.outcome().element);
      attribute(xml, "message", testCase.message());
      if (testCase.outcome() == Outcome.FAILED) {
        attribute(xml, "type", "violation");
      } else if (testCase.outcome() == Outcome.ERROR) {
        attribute(xml, "type", "problem");
      }
      for (String line : testCase.details()) {
        xml.writeCharacters("\n    " + PlainText.of(line));
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, PlainText.of(value));
  }

  private static String count(List<Case> cases, Outcome outcome) {
    return Long.toString(cases.stream().filter(each -> each.outcome() == outcome).count());
  }
}
