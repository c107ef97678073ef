package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.run.JsonFile;
import io.github.mavensandbox.run.JsonObject;
import io.github.mavensandbox.run.RunDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code report.json}. The same report gives the same bytes.
 *
 * <pre>{@code
 * {
 *   "schema": 1,
 *   "policy": ["allow 192.168.0.0/24"],   what the project has configured
 *   "expect": ["out telemetry.example"],  likewise
 *   "runs": [{
 *     "id": "20261124-103102-1",          folder under target/sandbox/runs with the raw record
 *     "goal": "surefire:test",
 *     "execution": "default-test",
 *     "started": "2026-11-24T10:31:01.871002Z",
 *     "ended": "2026-11-24T10:31:09.104220Z",  absent when Maven did not see its end
 *     "exitCode": 0,                      of run; absent when the program did not end by itself
 *     "forks": 1,                         JVMs that were forked into the sandbox
 *     "policy": ["allow 192.168.0.0/24"], what was in force
 *     "violations": [{
 *       "direction": "out",               out or in
 *       "protocol": "tcp",                tcp, udp, icmp, icmpv6 or other
 *       "protocolNumber": 6,
 *       "address": "198.51.100.9",        out: the destination; in: the source
 *       "port": 80,                       out: theirs; in: ours; absent where there is none
 *       "name": "evil.example",           only of a DNS query; bytes but a-z 0-9 - _ as \DDD
 *       "packets": 3,                     that the kernel logged
 *       "first": "2026-11-24T10:31:02.113442Z",
 *       "last": "2026-11-24T10:31:04.002831Z",
 *       "uid": 10001,                     absent when unknown, or several
 *       "rule": "out 198.51.100.9:80/tcp" that would allow it; absent when none can
 *       "attribution": "attributed",      or unattributed; this and what follows only of out, and
 *                                         only where the agent was in the JVM
 *       "callers": [{                     by the time of the first attempt
 *         "culprit": "com.evil:tracker:1.0", absent when it cannot be told; a path where no
 *                                         artifact is known of
 *         "kind": "artifact",             artifact, module (of this build) or other
 *         "certainty": "direct",          on the stack of the call; task: gave it to another
 *                                         thread; thread: started that thread
 *         "dependencyPath": ["com.example:app:jar:1", "com.evil:tracker:jar:1.0"],
 *         "at": {"class": "com.evil.Tracker", "method": "send", "line": 12,
 *                "origin": "com.evil:tracker:1.0"},
 *         "via": ["com.squareup.okhttp3:okhttp:4.12.0"],
 *         "enteredFrom": {},              like at: the project's own frame; absent without one
 *         "test": "com.example.PayTest#pays",
 *         "first": "2026-11-24T10:31:02.113101Z",
 *         "attempts": 3,                  at least
 *         "traces": [{"how": "itself",    task or thread: of who had it done
 *                     "frames": ["com.evil.Tracker.send:12 [com.evil:tracker:1.0]"]}]
 *       }],
 *       "moreAttempts": 7,                of callers beyond those listed; absent when none
 *       "unexplainedPackets": 0           logged while no attempt is known of
 *     }],
 *     "expected": [],                     like violations: blocked, but expected
 *     "noise": [],                        like violations: broadcast, multicast, stray packets
 *     "unreachable": [{                   tried, but there is no way: the kernel saw nothing
 *       "kind": "unreachable",
 *       "what": "tcp [2001:db8::9]:443",
 *       "outcome": "java.net.NoRouteToHostException: No route to host"
 *     }],                                 and the fields of a caller
 *     "suspects": [],                     likewise: kind process or library, what its name
 *     "attributionRemarks": [],           why attempts may be missing
 *     "unlisted": {"out": 5},             logged packets of endpoints that the full list lacks
 *     "heldBack": [{                      blocked, but too many a second to be logged
 *       "direction": "out",
 *       "packets": 74459,
 *       "address": "198.51.100.9",        only when all of them certainly went there
 *       "port": 9
 *     }],
 *     "totals": {                         the kernel's counters; absent when they are lost
 *       "out": {"blocked": 74484, "logged": 25}, "in": ..., "noise": ...
 *     },
 *     "problems": []                      why the run is not reliable; empty when it is
 *   }],
 *   "problems": []                        why the runs do not tell all of the build
 * }
 * }</pre>
 */
public final class ReportWriter {

  /** Raised when a field changes its meaning or goes away; new fields leave it as it is. */
  private static final int SCHEMA = 1;

  /**
   * Writes the whole file or leaves an earlier one as it is; nobody sees half a report.
   *
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(Report report, Path file) throws IOException {
    JsonFile.write(
        file, new JsonObject().put("schema", SCHEMA).putAll(fields(report)), JsonFile.Lines.ALL);
  }

  /**
   * Writes the reports of several modules: {@code {"schema": 1, "modules": [{"module": "g:a:v",
   * ...}], "notChecked": ["g:a:v"]}}, where each module has the fields of a report.
   *
   * @param notChecked modules of which nothing is known, at the time
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(List<ModuleReport> modules, List<String> notChecked, Path file)
      throws IOException {
    JsonObject build =
        new JsonObject()
            .put("schema", SCHEMA)
            .put("modules", modules.stream().map(ReportWriter::module).toList())
            .put("notChecked", notChecked);
    JsonFile.write(file, build, JsonFile.Lines.ALL);
  }

  private static JsonObject module(ModuleReport module) {
    return new JsonObject().put("module", module.module()).putAll(fields(module.report()));
  }

  private static JsonObject fields(Report report) {
    return new JsonObject()
        .put("policy", report.policy())
        .put("expect", report.expect())
        .put("runs", report.runs().stream().map(ReportWriter::run).toList())
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
            .put("policy", description.policy())
            .put("violations", endpoints(run.verdict().violations(), attribution))
            .put("expected", endpoints(run.verdict().expected(), attribution))
            .put("noise", endpoints(record.noise(), Attribution.NONE));
    if (attribution.isKnown()) {
      json.put("unreachable", attribution.unreachable().stream().map(AttributionJson::of).toList())
          .put("suspects", attribution.suspects().stream().map(AttributionJson::of).toList())
          .put("attributionRemarks", attribution.remarks());
    }
    return json.putAll(counted(record)).put("problems", run.problems());
  }

  private static List<JsonObject> endpoints(
      List<BlockedEndpoint> endpoints, Attribution attribution) {
    return endpoints.stream().map(blocked -> endpoint(blocked, attribution)).toList();
  }

  private static JsonObject endpoint(BlockedEndpoint blocked, Attribution attribution) {
    Endpoint endpoint = blocked.endpoint();
    JsonObject json =
        new JsonObject()
            .put("direction", endpoint.direction().label())
            .put("protocol", endpoint.protocol().name())
            .put("protocolNumber", endpoint.protocol().number())
            .put("address", endpoint.address())
            .put("port", endpoint.port())
            .put("name", endpoint.name())
            .put("packets", blocked.packets())
            .put("first", blocked.first().toString())
            .put("last", blocked.last().toString())
            .put("uid", blocked.uid());
    if (endpoint.direction() != PacketDirection.NOISE) {
      json.put("rule", RuleAdvice.ruleFor(endpoint));
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
        .put("totals", record.counters().map(ReportWriter::totals));
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
