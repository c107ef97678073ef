package io.github.mavensandbox.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * {@code run.json}: a run's description as a file. What is read has exactly the fields, types and
 * ranges that are written, or is damaged.
 */
final class RunJson {

  private static final int SCHEMA = 1;

  /** Loaded where it is needed: a build that only writes does not wait for it. */
  private static final class Reading {
    private static final JsonMapper JSON =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  private RunJson() {}

  static JsonObject of(RunDescription run) {
    return new JsonObject()
        .put("schema", SCHEMA)
        .put("session", run.session().toString())
        .put("id", run.id())
        .put("goal", run.goal())
        .put("execution", run.execution())
        .put("started", run.started().toString())
        .put("ended", run.ended().map(Instant::toString))
        .put("exitCode", run.exitCode())
        .put("policy", run.policy())
        .put("forks", run.forks())
        .put("reports", run.reports().map(Path::toString))
        .put("problems", run.problems());
  }

  /**
   * @throws DamagedRunException with what is wrong, and nothing of the content
   */
  static RunDescription read(byte[] content) throws IOException, DamagedRunException {
    JsonNode json;
    try {
      json = Reading.JSON.readTree(content);
    } catch (JsonProcessingException | CharConversionException e) {
      throw new DamagedRunException("it is no JSON object");
    }
    if (!json.isObject()) {
      throw new DamagedRunException("it is no JSON object");
    }
    if (number(json, "schema") != SCHEMA) {
      throw new DamagedRunException("its schema is not " + SCHEMA);
    }
    try {
      return new RunDescription(
          BuildSession.parse(text(json, "session")).orElseThrow(() -> bad("session")),
          Optional.of(text(json, "id")).filter(RunDescription::isId).orElseThrow(() -> bad("id")),
          text(json, "goal"),
          text(json, "execution"),
          Instant.parse(text(json, "started")),
          json.has("ended") ? Optional.of(Instant.parse(text(json, "ended"))) : Optional.empty(),
          json.has("exitCode") ? OptionalInt.of(number(json, "exitCode")) : OptionalInt.empty(),
          texts(json, "policy"),
          number(json, "forks"),
          json.has("reports") ? Optional.of(Path.of(text(json, "reports"))) : Optional.empty(),
          texts(json, "problems"));
    } catch (DateTimeException e) {
      throw new DamagedRunException("its times are none");
    } catch (InvalidPathException e) {
      throw bad("reports");
    }
  }

  private static String text(JsonNode json, String field) throws DamagedRunException {
    return field(json, field, JsonNode::isTextual).textValue();
  }

  private static int number(JsonNode json, String field) throws DamagedRunException {
    return field(json, field, value -> value.isInt() && value.intValue() >= 0).intValue();
  }

  private static List<String> texts(JsonNode json, String field) throws DamagedRunException {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : field(json, field, JsonNode::isArray)) {
      if (!text.isTextual()) {
        throw bad(field);
      }
      texts.add(text.textValue());
    }
    return texts;
  }

  private static JsonNode field(JsonNode json, String field, Predicate<JsonNode> expected)
      throws DamagedRunException {
    JsonNode value = json.path(field);
    if (!expected.test(value)) {
      throw bad(field);
    }
    return value;
  }

  private static DamagedRunException bad(String field) {
    return new DamagedRunException("it has no valid '" + field + "'");
  }
}
