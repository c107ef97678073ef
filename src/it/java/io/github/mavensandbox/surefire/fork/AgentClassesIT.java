package io.github.mavensandbox.surefire.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent makes of a JDK's classes, as Maven's process has it found out and keeps it. */
class AgentClassesIT {

  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;
  private Path agent;
  private AgentClasses classes;

  @BeforeEach
  void copy() throws IOException {
    Path built = Path.of(Objects.requireNonNull(System.getProperty("agent.jar")));
    agent = Files.copy(built, folder.resolve("an agent.jar"));
    classes = new AgentClasses(folder.resolve("not/yet there"));
  }

  @Test
  void it_is_found_out_once() throws Exception {
    Path first = classes.of(agent, JAVA);
    FileTime made = Files.getLastModifiedTime(first);

    assertThat(classes.of(agent, JAVA)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
    assertThat(kept()).containsExactly(first);
  }

  @Test
  void another_agent_has_another() throws Exception {
    Path first = classes.of(agent, JAVA);
    Files.setLastModifiedTime(agent, FileTime.fromMillis(1_000));

    Path second = classes.of(agent, JAVA);

    assertThat(second).isNotEqualTo(first);
    assertThat(kept()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void what_cannot_be_found_out_is_told_and_leaves_nothing() throws Exception {
    Files.writeString(agent, "no jar");

    assertThatThrownBy(() -> classes.of(agent, JAVA))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(JAVA.resolve("bin/java") + " did not write ")
        .hasMessageEndingWith(" with the agent " + agent);
    assertThatThrownBy(() -> classes.of(agent, folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + " has no classes of a JDK");
    assertThat(kept()).isEmpty();
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(classes.folder())) {
      return files.toList();
    }
  }
}
