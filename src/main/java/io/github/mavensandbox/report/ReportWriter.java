package io.github.mavensandbox.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.Direction;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.RunDescription;
import io.github.mavensandbox.record.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * Writes the whole file or leaves an earlier one as it is; nobody sees half a report.
   *
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(Report report, Path file) throws IOException {
    WholeFile.write(file, out -> write(report, out));
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
    WholeFile.write(
        file,
        out -> {
          try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeNumberField("schema", SCHEMA);
            json.writeArrayFieldStart("modules");
            for (ModuleReport module : modules) {
              json.writeStartObject();
              json.writeStringField("module", module.module());
              writeFields(json, module.report());
              json.writeEndObject();
            }
            json.writeEndArray();
            writeStrings(json, "notChecked", notChecked);
            json.writeEndObject();
            json.writeRaw('\n');
          }
        });
  }

  private void write(Report report, OutputStream out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      writeFields(json, report);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return JSON.createGenerator(out, JsonEncoding.UTF8)
        .setPrettyPrinter(
            new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
  }

  private void writeFields(JsonGenerator json, Report report) throws IOException {
    writeStrings(json, "policy", report.policy());
    writeStrings(json, "expect", report.expect());
    json.writeArrayFieldStart("runs");
    for (Run run : report.runs()) {
      writeRun(json, run);
    }
    json.writeEndArray();
    writeStrings(json, "problems", report.problems());
  }

  private void writeRun(JsonGenerator json, Run run) throws IOException {
    RunDescription description = run.description();
    KernelRecord record = run.verdict().record();
    json.writeStartObject();
    json.writeStringField("id", description.id());
    json.writeStringField("goal", description.goal());
    json.writeStringField("execution", description.execution());
    json.writeStringField("started", description.started().toString());
    writeIfPresent(json, "ended", description.ended().map(Instant::toString));
    if (description.exitCode().isPresent()) {
      json.writeNumberField("exitCode", description.exitCode().getAsInt());
    }
    json.writeNumberField("forks", description.forks());
    writeStrings(json, "policy", description.policy());
    Attribution attribution = run.attribution();
    writeEndpoints(json, "violations", run.verdict().violations(), attribution);
    writeEndpoints(json, "expected", run.verdict().expected(), attribution);
    writeEndpoints(json, "noise", record.noise(), Attribution.NONE);
    if (attribution.isKnown()) {
      AttributionJson attempts = new AttributionJson(json);
      attempts.write("unreachable", attribution.unreachable());
      attempts.write("suspects", attribution.suspects());
      writeStrings(json, "attributionRemarks", attribution.remarks());
    }
    writeUnlisted(json, record);
    writeHeldBack(json, record);
    if (record.counters().isPresent()) {
      writeTotals(json, record.counters().get());
    }
    writeStrings(json, "problems", run.problems());
    json.writeEndObject();
  }

  private void writeEndpoints(
      JsonGenerator json, String field, List<BlockedEndpoint> endpoints, Attribution attribution)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (BlockedEndpoint blocked : endpoints) {
      Endpoint endpoint = blocked.endpoint();
      json.writeStartObject();
      json.writeStringField("direction", endpoint.direction().label());
      json.writeStringField("protocol", endpoint.protocol().name());
      json.writeNumberField("protocolNumber", endpoint.protocol().number());
      json.writeStringField("address", endpoint.address());
      if (endpoint.port().isPresent()) {
        json.writeNumberField("port", endpoint.port().getAsInt());
      }
      writeIfPresent(json, "name", endpoint.name());
      json.writeNumberField("packets", blocked.packets());
      json.writeStringField("first", blocked.first().toString());
      json.writeStringField("last", blocked.last().toString());
      if (blocked.uid().isPresent()) {
        json.writeNumberField("uid", blocked.uid().getAsLong());
      }
      if (endpoint.direction() != Direction.NOISE) {
        writeIfPresent(json, "rule", RuleAdvice.ruleFor(endpoint));
      }
      if (attribution.explains(blocked)) {
        new AttributionJson(json).write(attribution.of(blocked));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeUnlisted(JsonGenerator json, KernelRecord record) throws IOException {
    json.writeObjectFieldStart("unlisted");
    for (Direction direction : Direction.values()) {
      if (record.unlisted(direction) > 0) {
        json.writeNumberField(direction.label(), record.unlisted(direction));
      }
    }
    json.writeEndObject();
  }

  private static void writeHeldBack(JsonGenerator json, KernelRecord record) throws IOException {
    json.writeArrayFieldStart("heldBack");
    for (Direction direction : Direction.values()) {
      Optional<HeldBack> heldBack = record.heldBack(direction);
      if (heldBack.isPresent()) {
        json.writeStartObject();
        json.writeStringField("direction", direction.label());
        json.writeNumberField("packets", heldBack.get().packets());
        writeIfPresent(json, "address", heldBack.get().address());
        if (heldBack.get().port().isPresent()) {
          json.writeNumberField("port", heldBack.get().port().getAsInt());
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void writeTotals(JsonGenerator json, Counters counters) throws IOException {
    json.writeObjectFieldStart("totals");
    for (Direction direction : Direction.values()) {
      json.writeObjectFieldStart(direction.label());
      json.writeNumberField("blocked", counters.blocked(direction));
      json.writeNumberField("logged", counters.logged(direction));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String field, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  private static void writeIfPresent(JsonGenerator json, String field, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }
}
