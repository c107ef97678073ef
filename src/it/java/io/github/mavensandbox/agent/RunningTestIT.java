package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An attempt says during which test it was made, also one that a test handed to another thread. */
class RunningTestIT {

  private static final String PLATFORM = "junit-platform-console-standalone";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("frameworks")
  void theTestIsTold(Jdk jdk, String tests, List<String> libraries, List<String> command)
      throws Exception {
    var arguments = new ArrayList<String>();
    arguments.add("-Duser.dir=" + folder);
    arguments.add("-cp");
    arguments.add(
        Programs.classPath(Programs.compiled(tests, 17), libraries.toArray(String[]::new)));
    arguments.addAll(command);
    arguments.add(tests);
    AgentRun run = AgentRun.of(jdk, arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    assertThat(run.attempts("connect", "connect"))
        .extracting(attempt -> attempt.get("test").asText())
        .containsExactlyInAnyOrder(tests + "#connects", tests + "#submits");
  }

  static Stream<Arguments> frameworks() {
    return Jdk.since(17).stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(
                        jdk,
                        "JupiterTests",
                        List.of(PLATFORM),
                        List.of(
                            "org.junit.platform.console.ConsoleLauncher",
                            "execute",
                            "--select-class")),
                    Arguments.of(
                        jdk,
                        "Junit4Tests",
                        List.of("junit", "hamcrest-core"),
                        List.of("org.junit.runner.JUnitCore")),
                    Arguments.of(
                        jdk,
                        "Junit4Tests",
                        List.of(PLATFORM, "junit", "hamcrest-core"),
                        List.of(
                            "org.junit.platform.console.ConsoleLauncher",
                            "execute",
                            "--select-class")),
                    Arguments.of(
                        jdk,
                        "TestngTests",
                        List.of("testng", "jcommander", "slf4j-api", "slf4j-nop"),
                        List.of(
                            "org.testng.TestNG", "-usedefaultlisteners", "false", "-testclass"))));
  }
}
