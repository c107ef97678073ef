package io.github.mavensandbox.run;

import io.github.mavensandbox.foreign.JsonReader;
import io.github.mavensandbox.policy.Mode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code run.json}: a run's description as a file. What is read has exactly the fields, types and
 * ranges that are written, or is damaged.
 */
final class RunJson {

  private static final int SCHEMA = 1;

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
        .put("mode", run.mode().label())
        .put("policy", run.policy())
        .put("forks", run.forks())
        .put("reports", run.reports().map(Path::toString))
        .put("problems", run.problems());
  }

  /**
   * @throws DamagedRunException with what is wrong, and nothing of the content
   */
  static RunDescription read(byte[] content) throws DamagedRunException {
    Map<String, Object> json;
    try {
      json = JsonReader.object(content);
    } catch (IOException e) {
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
          json.containsKey("ended")
              ? Optional.of(Instant.parse(text(json, "ended")))
              : Optional.empty(),
          json.containsKey("exitCode")
              ? OptionalInt.of(number(json, "exitCode"))
              : OptionalInt.empty(),
          Mode.of(text(json, "mode")).orElseThrow(() -> bad("mode")),
          texts(json, "policy"),
          number(json, "forks"),
          json.containsKey("reports")
              ? Optional.of(Path.of(text(json, "reports")))
              : Optional.empty(),
          texts(json, "problems"));
    } catch (DateTimeException e) {
      throw new DamagedRunException("its times are none");
    } catch (InvalidPathException e) {
      throw bad("reports");
    }
  }

  private static String text(Map<String, Object> json, String field) throws DamagedRunException {
    if (json.get(field) instanceof String text) {
      return text;
    }
    throw bad(field);
  }

  private static int number(Map<String, Object> json, String field) throws DamagedRunException {
    if (json.get(field) instanceof Integer number && number >= 0) {
      return number;
    }
    throw bad(field);
  }

  private static List<String> texts(Map<String, Object> json, String field)
      throws DamagedRunException {
    List<String> texts = new ArrayList<>();
    if (!(json.get(field) instanceof List<?> values)) {
      throw bad(field);
    }
    for (Object value : values) {
      if (!(value instanceof String text)) {
        throw bad(field);
      }
      texts.add(text);
    }
    return texts;
  }

  private static DamagedRunException bad(String field) {
    return new DamagedRunException("it has no valid '" + field + "'");
  }
}
