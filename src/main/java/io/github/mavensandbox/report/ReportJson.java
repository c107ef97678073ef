package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.DnsAnswers;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.run.JsonObject;
import io.github.mavensandbox.run.RunDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of {@code report.json} and {@code reactor.json}; the manual describes its fields. The
 * same report gives the same bytes.
 */
public final class ReportJson {

  /** Raised when a field changes its meaning or goes away; new fields leave it as it is. */
  private static final int SCHEMA = 1;

  private ReportJson() {}

  /** The report of one module. */
  public static JsonObject of(Report report) {
    return new JsonObject().put("schema", SCHEMA).putAll(fields(report));
  }

  /**
   * The reports of several modules: {@code {"schema": 1, "modules": [{"module": "g:a:v", ...}],
   * "notChecked": ["g:a:v"]}}, where each module has the fields of a report.
   *
   * @param notChecked modules of which nothing is known, at the time
   */
  public static JsonObject of(List<ModuleReport> modules, List<String> notChecked) {
    return new JsonObject()
        .put("schema", SCHEMA)
        .put("modules", modules.stream().map(ReportJson::module).toList())
        .put("notChecked", notChecked);
  }

  private static JsonObject module(ModuleReport module) {
    return new JsonObject().put("module", module.module()).putAll(fields(module.report()));
  }

  private static JsonObject fields(Report report) {
    return new JsonObject()
        .put("policy", report.policy())
        .put("expect", report.expect())
        .put("runs", report.runs().stream().map(ReportJson::run).toList())
        .put("problems", report.problems());
  }

  private static JsonObject run(Run run) {
    RunDescription description = run.description();
    KernelRecord record = run.verdict().record();
    Attribution attribution = run.attribution();
    JsonObject json =
        new JsonObject()
            .put("id", description.id())
            .put("goal", description.goal())
            .put("execution", description.execution())
            .put("started", description.started().toString())
            .put("ended", description.ended().map(Instant::toString))
            .put("exitCode", description.exitCode())
            .put("forks", description.forks())
            .put("mode", description.mode().label())
            .put("policy", description.policy())
            .put("violations", endpoints(run.verdict().violations(), attribution, record.answers()))
            .put("expected", endpoints(run.verdict().expected(), attribution, record.answers()))
            .put("noise", endpoints(record.noise(), Attribution.NONE, DnsAnswers.NONE));
    if (attribution.isKnown()) {
      json.put("unreachable", attribution.unreachable().stream().map(AttributionJson::of).toList())
          .put("suspects", attribution.suspects().stream().map(AttributionJson::of).toList())
          .put("attributionRemarks", attribution.remarks());
    }
    return json.putAll(counted(record)).put("problems", run.problems());
  }

  private static List<JsonObject> endpoints(
      List<BlockedEndpoint> endpoints, Attribution attribution, DnsAnswers answers) {
    return endpoints.stream().map(blocked -> endpoint(blocked, attribution, answers)).toList();
  }

  private static JsonObject endpoint(
      BlockedEndpoint blocked, Attribution attribution, DnsAnswers answers) {
    Endpoint endpoint = blocked.endpoint();
    JsonObject json =
        new JsonObject()
            .put("direction", endpoint.direction().label())
            .put("protocol", endpoint.protocol().name())
            .put("protocolNumber", endpoint.protocol().number())
            .put("address", endpoint.address())
            .put("port", endpoint.port())
            .put("name", endpoint.name())
            .put(
                "names",
                Optional.of(answers.of(endpoint.address())).filter(names -> !names.isEmpty()))
            .put("packets", blocked.packets())
            .put("first", blocked.first().toString())
            .put("last", blocked.last().toString())
            .put("uid", blocked.uid());
    if (endpoint.direction() != PacketDirection.NOISE) {
      json.put("rule", RuleAdvice.ruleFor(endpoint, answers));
    }
    return attribution.explains(blocked)
        ? json.putAll(AttributionJson.of(attribution.of(blocked)))
        : json;
  }

  /** What the kernel counted, by direction. */
  private static JsonObject counted(KernelRecord record) {
    JsonObject unlisted = new JsonObject();
    List<JsonObject> heldBack = new ArrayList<>();
    for (PacketDirection direction : PacketDirection.values()) {
      if (record.unlisted(direction) > 0) {
        unlisted.put(direction.label(), record.unlisted(direction));
      }
      record.heldBack(direction).map(rest -> heldBack(direction, rest)).ifPresent(heldBack::add);
    }
    return new JsonObject()
        .put("unlisted", unlisted)
        .put("heldBack", heldBack)
        .put("totals", record.counters().map(ReportJson::totals));
  }

  private static JsonObject heldBack(PacketDirection direction, HeldBack heldBack) {
    return new JsonObject()
        .put("direction", direction.label())
        .put("packets", heldBack.packets())
        .put("address", heldBack.address())
        .put("port", heldBack.port());
  }

  private static JsonObject totals(Counters counters) {
    JsonObject totals = new JsonObject();
    for (PacketDirection direction : PacketDirection.values()) {
      totals.put(
          direction.label(),
          new JsonObject()
              .put("blocked", counters.blocked(direction))
              .put("logged", counters.logged(direction)));
    }
    return totals;
  }
}
