package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.Script;
import io.github.mavensandbox.servers.Faults;
import io.github.mavensandbox.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call of the engine's command line that a build makes, failing in each way: itself, from then
 * on, or with a clock that jumps. A test of the project calls out, so whatever became of the
 * sandbox, a build that passes has lost it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class EngineFaultsIT {

  private static final Path TABLE = Path.of("target/adversary/faults-engine.md");

  /**
   * Everything takes minutes: else each call, or each third one, fails in another one of the ways.
   */
  private static final Faults TRIED = Faults.ofThisRun();

  private static final Servers SERVERS = Servers.ofThisRun();

  /** What a call does instead. */
  private static final Map<String, String> FAULTS = faults();

  private Path folder;
  private TestProject project;
  private String engine;
  private int tried;
  private final Map<String, Integer> reasons = new LinkedHashMap<>();

  private static Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put("fails", "it fails");
    faults.put("nothing", "it does nothing, and succeeds");
    faults.put("killed", "it is killed");
    faults.put("half", "it says the first 2,000 bytes");
    faults.put("silent", "it says nothing");
    faults.put("slow", "it is slow");
    faults.put("gone", "it fails, and so does every later one");
    faults.put("tired", "it is slow, and so is every later one");
    faults.put("tomorrow", "Maven's clock jumps a day ahead");
    faults.put("yesterday", "Maven's clock jumps a day back");
    return faults;
  }

  @BeforeAll
  void makeProject(@TempDir Path temporary) throws Exception {
    folder = temporary;
    project =
        new TestProject(folder.resolve("faulty"))
            .pom(TestPom.of("faulty"))
            .test(
                "CallingTest",
                """
                @Test
                void calls() throws Exception {
                  System.out.println("the test runs");
                  assertThrows(IOException.class, () -> new Socket("@address@", 8080));
                }
                """)
            .compile();
    engine = project.engine("engine", Script.named("faulty-engine"));
  }

  private record Faulty(int call, String fault) {

    /** Whether it is the clock that fails. */
    boolean jumps() {
      return fault.equals("tomorrow") || fault.equals("yesterday");
    }

    /** Whether nobody could remove what was there then. */
    boolean leavesContainers() {
      return fault.equals("gone");
    }
  }

  private MavenRun run(Faulty faulty, Path calls) throws Exception {
    Path clock = Files.createDirectories(calls).resolveSibling(calls.getFileName() + ".clock");
    Files.writeString(clock, "+0\n");
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CALLS", calls.toString());
    variables.put("FAULTY", Integer.toString(faulty.call()));
    variables.put("FAULT", faulty.fault());
    if (faulty.jumps()) {
      variables.putAll(FakedClock.variables(clock));
    }
    // What an earlier build has left could be why this one fails.
    for (String left : List.of("sandbox", "surefire", "surefire-reports")) {
      project.remove("target/" + left);
    }
    return MavenRun.awaited(
        project
            .tests("-Dsandbox.engine=" + engine, "-Dsandbox.engineNetworks=" + SERVERS.network())
            .variables(variables)
            .start());
  }

  @TestFactory
  Stream<DynamicTest> aBuildWhoseTestCallsOutNeverPasses() throws Exception {
    Path calls = folder.resolve("calls");
    MavenRun run = run(new Faulty(0, ""), calls);
    assertThat(run.output()).contains("1 violation of the policy");
    int count = arguments(calls).size();
    assertThat(count).isGreaterThan(10);

    List<String> faults = List.copyOf(FAULTS.keySet());
    List<DynamicTest> tests = new ArrayList<>();
    for (int call = 1; call <= count; call++) {
      for (int i = 0; i < faults.size(); i++) {
        if (isTried(call, i)) {
          Faulty faulty = new Faulty(call, faults.get(i));
          tests.add(
              DynamicTest.dynamicTest(
                  "call %d: %s".formatted(call, FAULTS.get(faulty.fault())), () -> held(faulty)));
        }
      }
    }
    return tests.stream();
  }

  private static boolean isTried(int call, int fault) {
    return switch (TRIED) {
      case ALL -> true;
      case SOME -> fault == call % FAULTS.size();
      case FEW -> fault == call % FAULTS.size() && call % 3 == 0;
    };
  }

  private void held(Faulty faulty) throws Exception {
    Path calls = folder.resolve("calls-" + faulty.call() + "-" + faulty.fault());
    long before = arrived();

    MavenRun run = run(faulty, calls);

    String call = arguments(calls).getOrDefault(faulty.call(), "never made");
    tried++;
    boolean started = run.lines().stream().anyMatch(line -> line.contains("the test runs"));
    boolean counted = run.output().contains("1 violation of the policy");
    reasons.merge(
        counted ? "told of the violation" : started ? "failed otherwise" : "no test ran",
        1,
        Integer::sum);
    assertThat(run.exitCode()).as(call + "\n" + run.output()).isNotZero();
    assertThat(arrived()).as(call).isEqualTo(before);
    if (faulty.leavesContainers()) {
      run(new Faulty(0, ""), folder.resolve("calls-after-" + faulty.call()));
    }
    assertThat(run.left()).as(call).isEmpty();
  }

  private static Map<Integer, String> arguments(Path calls) throws IOException {
    Map<Integer, String> arguments = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(calls)) {
      for (Path call : all.toList()) {
        arguments.put(
            Integer.parseInt(call.getFileName().toString()),
            Files.readString(call.resolve("arguments")));
      }
    }
    return arguments;
  }

  /** The connections that the host has taken which the test calls. */
  private static long arrived() throws Exception {
    String counters = EngineUnderTest.run("exec", SERVERS.blocked(), "cat", "/proc/net/snmp");
    return counters
        .lines()
        .filter(line -> line.matches("Tcp: \\d.*"))
        .mapToLong(line -> Long.parseLong(line.split(" ")[6]))
        .sum();
  }

  @AfterAll
  void writeTable() throws IOException {
    Files.createDirectories(TABLE.getParent());
    List<String> lines =
        new ArrayList<>(
            List.of(
                "| builds with a fault | passed | what the others did |", "| --- | --- | --- |"));
    lines.add("| %d | 0 | %s |".formatted(tried, reasons));
    Files.write(TABLE, lines);
  }
}
