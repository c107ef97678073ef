package io.github.mavensandbox.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonFileTest {

  @Test
  void writesFieldsInTheirOrder() throws IOException {
    assertThat(json(new JsonObject().put("b", "x").put("a", 1).put("c", List.of("y", 2L))))
        .isEqualTo("{\"b\":\"x\",\"a\":1,\"c\":[\"y\",2]}\n");
  }

  @Test
  void leavesOutWhatIsAbsent() throws IOException {
    JsonObject object =
        new JsonObject()
            .put("a", Optional.empty())
            .put("b", OptionalInt.empty())
            .put("c", OptionalLong.empty())
            .put("d", Optional.of("x"))
            .put("e", OptionalInt.of(1))
            .put("f", OptionalLong.of(2))
            .put("g", Optional.of(new JsonObject()));

    assertThat(json(object)).isEqualTo("{\"d\":\"x\",\"e\":1,\"f\":2,\"g\":{}}\n");
  }

  @Test
  void writesAsciiOnly() throws IOException {
    assertThat(json(List.of("\u00e9\u2028\"\n"))).isEqualTo("[\"\\u00E9\\u2028\\\"\\n\"]\n");
  }

  private static String json(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonFile.write(out, value, JsonFile.Lines.NOTHING);
    return out.toString(UTF_8);
  }
}
