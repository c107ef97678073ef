package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other agents work beside it, whichever comes first. */
class OtherAgentsIT {

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void jacocoMeasuresAsEver(Jdk jdk) throws Exception {
    Path first = folder.resolve("first.exec");
    Path second = folder.resolve("second.exec");
    String classes = Programs.compiled("Talking", 8).toString();
    AgentRun after = AgentRun.of(jdk, jacoco(first), "-cp", classes, "Talking");
    AgentRun before = before(jdk, jacoco(second), "-cp", classes, "Talking");
    for (AgentRun run : List.of(after, before)) {
      assertThat(run.errors()).isEqualTo("some error: false\n");
      assertThat(run.attempts("connect", "connect")).hasSize(1);
    }
    assertThat(Files.size(first)).isPositive();
    assertThat(Files.size(second)).isPositive();
  }

  @ParameterizedTest
  @MethodSource("mocking")
  void mockitoMocksWhatIsHooked(Jdk jdk) throws Exception {
    String[] libraries = {"mockito-core", "byte-buddy", "byte-buddy-agent", "objenesis"};
    String mockito = "-javaagent:" + Programs.library("mockito-core");
    String classPath = Programs.classPath(Programs.compiled("Mocking", 17), libraries);
    String[] arguments = {mockito, "-Xshare:off", "-cp", classPath, "Mocking"};
    for (AgentRun run : List.of(AgentRun.of(jdk, arguments), before(jdk, arguments))) {
      assertThat(run.exitCode()).as(run.errors()).isZero();
      assertThat(run.errors()).isEmpty();
      assertThat(run.attempts("connect", "executor")).hasSize(1);
    }
  }

  static List<Jdk> mocking() {
    return Jdk.since(17);
  }

  private static String jacoco(Path destination) {
    return "-javaagent:"
        + Programs.library("org.jacoco.agent-runtime")
        + "=destfile="
        + destination;
  }

  /** The same with the other agent, which is the first argument, before ours. */
  private AgentRun before(Jdk jdk, String... arguments) throws Exception {
    Path file = folder.resolve("before.json");
    var all = new ArrayList<String>(List.of(arguments));
    all.add(1, "-javaagent:" + AgentRun.agent() + "=" + file);
    AgentRun run = AgentRun.without(jdk, all.toArray(String[]::new));
    return run.with(file);
  }
}
