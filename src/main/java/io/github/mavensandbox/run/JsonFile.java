package io.github.mavensandbox.run;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes JSON, in ASCII; the same values give the same bytes. It does without Jackson's databind,
 * whose classes a goal that only writes would wait for.
 */
public final class JsonFile {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** What stands on a line of its own. */
  public enum Lines {
    /** The whole file is one line. */
    NOTHING,
    /** The fields of objects. */
    FIELDS,
    /** The fields of objects and the elements of arrays. */
    ALL
  }

  private JsonFile() {}

  /**
   * Writes the whole file or leaves an earlier one as it is; nobody sees half of one.
   *
   * @param file to write; its folder is made when it is not there
   * @param value an object, or a list of objects
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public static void write(Path file, Object value, Lines lines) throws IOException {
    WholeFile.write(file, out -> write(out, value, lines));
  }

  static void write(OutputStream out, Object value, Lines lines) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      if (lines != Lines.NOTHING) {
        json.setPrettyPrinter(printer(lines));
      }
      write(value, json);
      json.writeRaw('\n');
    }
  }

  private static DefaultPrettyPrinter printer(Lines lines) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    return lines == Lines.ALL ? printer.withArrayIndenter(indenter) : printer;
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof JsonObject object) {
      json.writeStartObject();
      for (JsonObject.Field field : object.fields()) {
        json.writeFieldName(field.name());
        write(field.value(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        write(each, json);
      }
      json.writeEndArray();
    } else {
      json.writePOJO(value);
    }
  }
}
