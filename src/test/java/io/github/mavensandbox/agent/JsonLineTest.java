package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line is JSON, whatever text is in it. */
class JsonLineTest {

  @Test
  void fields_arrays_and_objects_stand_in_their_order() {
    String line =
        new JsonLine()
            .start("connect")
            .field("id", 1)
            .field("cut", true)
            .field("name", (String) null)
            .name("list")
            .beginArray()
            .value("a")
            .value("b")
            .beginObject()
            .field("c", "d")
            .endObject()
            .beginObject()
            .endObject()
            .endArray()
            .name("empty")
            .beginArray()
            .endArray()
            .field("last", -1)
            .end();

    assertThat(line)
        .isEqualTo(
            "{\"v\":1,\"type\":\"connect\",\"id\":1,\"cut\":true,\"list\":[\"a\",\"b\",{\"c\":\"d\"},{}],\"empty\":[],\"last\":-1}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"quoted\" and \\ more",
        "two\nlines\r\tand\0 \u001b[31m",
        "\u007f \u0080 \u2028 \u00fc \uffff",
        "\ud83d\ude00",
        "half a pair \ud83d",
        "</script>"
      })
  void any_text_comes_back_from_a_line_of_printable_ascii(String text) throws Exception {
    String line = new JsonLine().start("x").field("text", text).end();

    assertThat(line.substring(0, line.length() - 1)).matches("[ -~]*");
    JsonNode read = new ObjectMapper().readTree(line);
    assertThat(read.get("text").textValue()).isEqualTo(text);
  }

  @Test
  void a_text_is_cut_to_a_thousand_characters() throws Exception {
    String line = new JsonLine().start("x").field("text", "y".repeat(1_001)).end();

    assertThat(new ObjectMapper().readTree(line).get("text").textValue())
        .isEqualTo("y".repeat(1_000));
  }
}
