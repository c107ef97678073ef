package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.Trace;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.run.JsonObject;
import io.github.mavensandbox.text.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong as SARIF 2.1.0, which code hosts and editors show at the lines it points to. The
 * same reports give the same bytes.
 */
public final class Sarif {

  private static final String ROOT = "%SRCROOT%";

  private Sarif() {}

  /** All of it, of at least one module. */
  public static JsonObject of(List<ModuleReport> modules) {
    // Hosts keep apart by it what several modules upload.
    String id = modules.size() == 1 ? "sandbox/" + modules.get(0).module() + "/" : "sandbox/";
    JsonObject root = object("description", text("The root of the build."));
    JsonObject run =
        object("tool", object("driver", driver()))
            .put("automationDetails", object("id", id))
            .put("originalUriBaseIds", object(ROOT, root))
            .put("results", Findings.of(modules).stream().map(Sarif::result).toList());
    return object("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .put("version", "2.1.0")
        .put("runs", List.of(run));
  }

  private static JsonObject driver() {
    return object("name", "sandbox-maven-plugin")
        .put("rules", Arrays.stream(Finding.Kind.values()).map(Sarif::rule).toList());
  }

  private static JsonObject rule(Finding.Kind kind) {
    return object("id", kind.id)
        .put("shortDescription", text(kind.title))
        .put("fullDescription", text(kind.description));
  }

  private static JsonObject result(Finding finding) {
    JsonObject place =
        object(
                "artifactLocation",
                object("uri", UriPath.of(finding.place().path())).put("uriBaseId", ROOT))
            .put("region", object("startLine", finding.place().line()));
    return object("ruleId", finding.kind().id)
        .put("level", finding.kind().level)
        .put("message", text(finding.text()))
        .put("locations", List.of(object("physicalLocation", place)))
        .put("partialFingerprints", object("sandbox/v1", finding.fingerprint()))
        .put("stacks", finding.calls().map(Sarif::stacks));
  }

  private static List<JsonObject> stacks(Calls calls) {
    return calls.traces().stream().map(Sarif::stack).toList();
  }

  private static JsonObject stack(Trace trace) {
    return object("message", text(trace.how().label()))
        .put("frames", trace.frames().stream().map(Sarif::frame).toList());
  }

  private static JsonObject frame(Frame frame) {
    Optional<Origin> origin =
        Optional.of(frame.origin()).filter(known -> known.kind() != Origin.Kind.JDK);
    return object("location", object("message", text(frame.toString())))
        .put("module", origin.map(known -> PlainText.of(known.name())));
  }

  /** A message may have links in it, {@code [text](target)}; ours have none. */
  private static JsonObject text(String text) {
    return object("text", PlainText.of(text).replace("](", "] ("));
  }

  private static JsonObject object(String name, Object value) {
    return new JsonObject().put(name, value);
  }
}
