package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program does what it does without the agent, whatever becomes of that. */
class UnnoticedIT {

  private static final Path TALKING = Programs.compiled("Talking", 8);

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void bothStreamsAndTheExitCodeAreThoseOfTheProgram(Jdk jdk) throws Exception {
    AgentRun with = AgentRun.of(jdk, "-Xshare:auto", "-cp", TALKING.toString(), "Talking");
    assertThatItIsAsWithout(jdk, with, "-Xshare:auto", "-cp", TALKING.toString(), "Talking");
    assertThat(with.attempts("connect", "connect")).hasSize(1);
    assertThat(with.attempts().get(0).get("thread").asText())
        .isEqualTo("a \"thread\" \\ \u00e4\ud83d\ude00\n");
  }

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void aFileThatCannotBeWrittenIsNoFailure(Jdk jdk) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    for (Path unwritable : List.of(file.resolve("attempts.json"), folder, Path.of("/dev/full"))) {
      AgentRun with = AgentRun.of(jdk, unwritable, "-cp", TALKING.toString(), "Talking");
      assertThatItIsAsWithout(jdk, with, "-cp", TALKING.toString(), "Talking");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void twiceTheAgentIsOnce(Jdk jdk) throws Exception {
    String again = "-javaagent:" + AgentRun.agent() + "=" + folder.resolve("other.json");
    AgentRun with = AgentRun.of(jdk, again, "-cp", TALKING.toString(), "Talking");
    assertThatItIsAsWithout(jdk, with, "-cp", TALKING.toString(), "Talking");
    assertThat(with.attempts("connect", "connect")).hasSize(1);
    assertThat(folder.resolve("other.json")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void withoutAFileNothingHappens(Jdk jdk) throws Exception {
    AgentRun with =
        AgentRun.without(
            jdk, "-javaagent:" + AgentRun.agent(), "-cp", TALKING.toString(), "Talking");
    assertThatItIsAsWithout(jdk, with, "-cp", TALKING.toString(), "Talking");
  }

  @ParameterizedTest
  @MethodSource("io.github.mavensandbox.agent.Jdk#all")
  void jvmsAppendToOneFile(Jdk jdk) throws Exception {
    Path file = folder.resolve("attempts.json");
    AgentRun.of(jdk, file, "-cp", TALKING.toString(), "Talking");
    AgentRun both = AgentRun.of(jdk, file, "-cp", TALKING.toString(), "Talking");
    assertThat(both.attempts()).hasSize(2);
    assertThat(both.attempts())
        .extracting(line -> line.get("pid").asLong())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("modular")
  void thousandsOfThreadsComeToTheirEnd(Jdk jdk) throws Exception {
    String crowd = Programs.compiled("Crowd", 9).toString();
    AgentRun run = AgentRun.of(jdk, "-cp", crowd, "Crowd");
    assertThat(run.errors()).isEmpty();
    assertThat(run.output()).isEqualTo("3000\n");
    assertThat(run.attempts("connect", "main")).hasSize(30);
  }

  @ParameterizedTest
  @MethodSource("modular")
  void aModuleIsNoDifference(Jdk jdk) throws Exception {
    Path source = folder.resolve("module-info.java");
    Files.writeString(source, "module talking {}\n");
    Path packaged = Files.createDirectories(folder.resolve("source/talking"));
    Path program = packaged.resolve("Talking.java");
    Files.writeString(
        program,
        "package talking;\n" + Files.readString(Path.of("src/it/programs/agent/Talking.java")));
    Path module = folder.resolve("module");
    Programs.compile(module, 9, List.of(), source, program);
    String[] arguments = {"-p", module.toString(), "-m", "talking/talking.Talking"};
    AgentRun with = AgentRun.of(jdk, arguments);
    assertThatItIsAsWithout(jdk, with, arguments);
    assertThat(with.attempts("connect", "connect")).hasSize(1);
    assertThat(with.sources().values()).containsExactly("file:" + module + "/");
  }

  static List<Jdk> modular() {
    return Jdk.since(9);
  }

  @ParameterizedTest
  @MethodSource("withSecurityManager")
  void aSecurityManagerIsNoDifference(Jdk jdk) throws Exception {
    Path policy = folder.resolve("policy");
    Files.writeString(
        policy,
        """
        grant codeBase "file:%s/" {
          permission java.net.SocketPermission "*", "connect,listen,resolve,accept";
          permission java.lang.RuntimePermission "exitVM.7";
        };
        """
            .formatted(TALKING));
    String[] arguments = {
      "-Djava.security.manager",
      "-Djava.security.policy==" + policy,
      "-cp",
      TALKING.toString(),
      "Talking"
    };
    assertThatItIsAsWithout(jdk, AgentRun.of(jdk, arguments), arguments);
  }

  static List<Jdk> withSecurityManager() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() < 24).toList();
  }

  private static void assertThatItIsAsWithout(Jdk jdk, AgentRun with, String... arguments)
      throws Exception {
    AgentRun without = AgentRun.without(jdk, arguments);
    assertThat(without.exitCode()).isEqualTo(7);
    assertThat(with.exitCode()).isEqualTo(without.exitCode());
    assertThat(with.output()).isEqualTo(without.output());
    assertThat(with.errors()).isEqualTo(without.errors());
  }
}
