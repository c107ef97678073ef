package io.github.mavensandbox.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.mavensandbox.record.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Writes findings as GitLab's code quality report, which it shows in merge requests. */
final class CodeQualityWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * Writes the whole file or leaves an earlier one as it is.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  void write(List<Finding> findings, Path file) throws IOException {
    WholeFile.write(file, out -> write(findings, out));
  }

  private static void write(List<Finding> findings, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartArray();
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeStringField("description", finding.text());
        json.writeStringField("check_name", finding.kind().id());
        json.writeStringField("fingerprint", finding.fingerprint());
        json.writeStringField(
            "severity", finding.kind() == Finding.Kind.VIOLATION ? "critical" : "blocker");
        json.writeObjectFieldStart("location");
        json.writeStringField("path", finding.place().path());
        json.writeObjectFieldStart("lines");
        json.writeNumberField("begin", finding.place().line());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
