package io.github.mavensandbox.report.files;

import io.github.mavensandbox.report.PolicyProposal;
import io.github.mavensandbox.report.ProposalMaker;
import io.github.mavensandbox.report.Report;
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
 * Writes {@code policy.xml}: the {@code <network>} element that a report's runs would need, to be
 * read and pasted into a POM. The same report gives the same bytes, all of them printable ASCII.
 */
final class PolicyXml {

  private static final int MAX_CALLERS = 3;
  private static final int MAX_LEFT = 200;

  private PolicyXml() {}

  /**
   * Writes the whole file or leaves an earlier one as it is.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  static void write(Report report, Path file) throws IOException {
    PolicyProposal proposal = ProposalMaker.of(report);
    List<String> remarks = remarks(report);
    WholeFile.write(
        file,
        out -> {
          try {
            write(proposal, remarks, out);
          } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  private static List<String> remarks(Report report) {
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "The configured policy, with a rule for each call that it does not allow. Read each rule"
            + " before you paste it: a call that you do not want belongs in <expect>, or nowhere.");
    report.runs().stream()
        .flatMap(run -> run.policyFile().stream())
        .findFirst()
        .map(
            file ->
                "Rules of policy files are in it, too. Add what is new to %s, as lines such as 'allow out db.example.com:5432/tcp'."
                    .formatted(file))
        .ifPresent(remarks::add);
    if (!report.allProblems().isEmpty()) {
      remarks.add(
          "A record is not reliable, so calls may be missing: " + report.allProblems().get(0));
    }
    return remarks;
  }

  private static void write(PolicyProposal proposal, List<String> remarks, OutputStream out)
      throws XMLStreamException {
    // The JDK's own, whatever the class path has.
    XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
    for (String remark : remarks) {
      comment(xml, "", remark);
    }
    xml.writeStartElement("network");
    xml.writeCharacters("\n");
    rules(
        xml,
        "allow",
        proposal.allow().isEmpty()
            ? List.of(new PolicyProposal.Line("none", List.of()))
            : proposal.allow());
    rules(xml, "deny", proposal.deny());
    rules(xml, "expect", proposal.expect());
    for (String left : proposal.left().stream().limit(MAX_LEFT).toList()) {
      comment(xml, "  ", "no rule is proposed for: " + left);
    }
    if (proposal.left().size() > MAX_LEFT) {
      comment(
          xml,
          "  ",
          "and %s more that are not proposed"
              .formatted(Wording.number(proposal.left().size() - MAX_LEFT)));
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.close();
  }

  private static void rules(XMLStreamWriter xml, String list, List<PolicyProposal.Line> lines)
      throws XMLStreamException {
    if (lines.isEmpty()) {
      return;
    }
    xml.writeCharacters("  ");
    xml.writeStartElement(list);
    xml.writeCharacters("\n");
    for (PolicyProposal.Line line : lines) {
      if (!line.why().isEmpty()) {
        comment(xml, "    ", why(line.why()));
      }
      xml.writeCharacters("    ");
      xml.writeStartElement("rule");
      xml.writeCharacters(PlainText.of(line.rule()));
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }
    xml.writeCharacters("  ");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static String why(List<String> callers) {
    String first = String.join("; ", callers.subList(0, Math.min(MAX_CALLERS, callers.size())));
    return callers.size() > MAX_CALLERS
        ? "%s; and %s more".formatted(first, Wording.number(callers.size() - MAX_CALLERS))
        : first;
  }

  /** Two hyphens would end it. */
  private static void comment(XMLStreamWriter xml, String indent, String text)
      throws XMLStreamException {
    xml.writeCharacters(indent);
    xml.writeComment(" " + PlainText.of(text).replaceAll("-(?=-)", "- ") + " ");
    xml.writeCharacters("\n");
  }
}
