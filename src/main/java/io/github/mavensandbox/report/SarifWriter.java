package io.github.mavensandbox.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.Trace;
import io.github.mavensandbox.record.PlainText;
import io.github.mavensandbox.record.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes what is wrong as SARIF 2.1.0, which code hosts and editors show at the lines it points to.
 * The same reports give the same bytes.
 */
public final class SarifWriter {

  private static final String ROOT = "%SRCROOT%";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * Writes the whole file or leaves an earlier one as it is.
   *
   * @param modules what it tells of, at least one
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(List<ModuleReport> modules, Path file) throws IOException {
    List<Finding> findings = Findings.of(modules);
    WholeFile.write(file, out -> write(modules, findings, out));
  }

  private static void write(List<ModuleReport> modules, List<Finding> findings, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      writeTool(json);
      // Hosts keep apart by it what several modules upload.
      json.writeObjectFieldStart("automationDetails");
      json.writeStringField(
          "id", modules.size() == 1 ? "sandbox/" + modules.get(0).module() + "/" : "sandbox/");
      json.writeEndObject();
      json.writeObjectFieldStart("originalUriBaseIds");
      json.writeObjectFieldStart(ROOT);
      writeText(json, "description", "The root of the build.");
      json.writeEndObject();
      json.writeEndObject();
      json.writeArrayFieldStart("results");
      for (Finding finding : findings) {
        write(finding, json);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeTool(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "sandbox-maven-plugin");
    json.writeArrayFieldStart("rules");
    for (Finding.Kind kind : Finding.Kind.values()) {
      json.writeStartObject();
      json.writeStringField("id", kind.id());
      writeText(json, "shortDescription", kind.title());
      writeText(json, "fullDescription", kind.description());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.kind().id());
    json.writeStringField("level", "error");
    writeText(json, "message", finding.text());
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", UriPath.of(finding.place().path()));
    json.writeStringField("uriBaseId", ROOT);
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", finding.place().line());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("sandbox/v1", finding.fingerprint());
    json.writeEndObject();
    if (finding.calls().isPresent()) {
      writeStacks(finding.calls().get(), json);
    }
    json.writeEndObject();
  }

  private static void writeStacks(Calls calls, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("stacks");
    for (Trace trace : calls.traces()) {
      json.writeStartObject();
      writeText(json, "message", trace.how().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("frames");
      for (Frame frame : trace.frames()) {
        json.writeStartObject();
        json.writeObjectFieldStart("location");
        writeText(json, "message", frame.toString());
        json.writeEndObject();
        if (frame.origin().kind() != Origin.Kind.JDK) {
          json.writeStringField("module", PlainText.of(frame.origin().name()));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A message may have links in it, {@code [text](target)}; ours have none. */
  private static void writeText(JsonGenerator json, String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", PlainText.of(text).replace("](", "] ("));
    json.writeEndObject();
  }
}
