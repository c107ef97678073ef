package io.github.mavensandbox.report.html;

import io.github.mavensandbox.text.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes HTML. All text is made printable ASCII, and escaped by the JDK's XML writer, so that none
 * can be anything but text.
 */
public final class Html {

  private final XMLStreamWriter xml;

  public Html(OutputStream out) throws IOException {
    try {
      // The JDK's own, whatever the class path has.
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  private Html step(Step step) throws IOException {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  Html doctype() throws IOException {
    return step(() -> xml.writeDTD("<!DOCTYPE html>"));
  }

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  public Html open(String element, String... attributes) throws IOException {
    return step(
        () -> {
          xml.writeStartElement(element);
          writeAttributes(attributes);
        });
  }

  /** Closes the element that was opened last; the line ends behind it. */
  public Html close() throws IOException {
    return step(
        () -> {
          xml.writeEndElement();
          xml.writeCharacters("\n");
        });
  }

  /** An element that has no content, such as {@code meta}. */
  Html empty(String element, String... attributes) throws IOException {
    return step(
        () -> {
          xml.writeEmptyElement(element);
          writeAttributes(attributes);
          xml.writeCharacters("\n");
        });
  }

  /** Text, of any origin. */
  Html text(String text) throws IOException {
    return step(() -> xml.writeCharacters(PlainText.of(text)));
  }

  /** An element with text, within a line. */
  public Html inline(String element, String text, String... attributes) throws IOException {
    open(element, attributes);
    text(text);
    return step(xml::writeEndElement);
  }

  /** An element with text. */
  public Html element(String element, String text, String... attributes) throws IOException {
    return open(element, attributes).text(text).close();
  }

  Html codes(Iterable<String> codes) throws IOException {
    open("ul");
    for (String code : codes) {
      open("li").inline("code", code).close();
    }
    return close();
  }

  /** A term and what it is, in a {@code dl}. */
  Html entry(String term, String description) throws IOException {
    return element("dt", term).element("dd", description);
  }

  /**
   * A style sheet of our own.
   *
   * @param css without any character that HTML would want escaped
   */
  Html style(String css) throws IOException {
    return step(
        () -> {
          xml.writeStartElement("style");
          xml.writeCharacters(css);
          xml.writeEndElement();
          xml.writeCharacters("\n");
        });
  }

  public void end() throws IOException {
    step(
        () -> {
          xml.writeEndDocument();
          xml.flush();
        });
  }

  private void writeAttributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], PlainText.of(attributes[i + 1]));
    }
  }
}
