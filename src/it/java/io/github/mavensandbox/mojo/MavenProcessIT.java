package io.github.mavensandbox.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes a process of Maven to see: input, signals, and file systems that refuse. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MavenProcessIT {

  private static final String WAITING = "program: waiting: until it is ended";

  @TempDir private static Path folder;
  private static TestProject project;

  /** What its containers are made of: an image that no other test has. */
  private static final String IMAGE = "it-process-sandbox:1";

  @BeforeAll
  static void compile() throws Exception {
    project = TestProject.copyOf("run", folder.resolve("project"));
    Path pom = project.path("pom.xml");
    Files.writeString(pom, Files.readString(pom).replace(">it-run<", ">it-process<"));
    assertThat(output(project.start("sandbox:run", "-Dsandbox.args=")))
        .contains("[INFO] BUILD SUCCESS");
  }

  @AfterAll
  static void removeImage() throws Exception {
    EngineUnderTest.removeImages(IMAGE);
  }

  @Test
  void inputReachesTheProgramToItsLastByte() throws Exception {
    Process build = project.start("sandbox:run", "-Dsandbox.args=input");
    try (OutputStream input = build.getOutputStream()) {
      input.write(new byte[1024 * 1024]);
    }

    assertThat(output(build)).contains("program: input: 1048576 bytes", "[INFO] BUILD SUCCESS");
  }

  @Test
  void portsArePublishedToThisMachineOnly() throws Exception {
    Process build = project.start("sandbox:run", "-Dsandbox.args=wait", "-Dsandbox.ports=9002");
    awaitProgram(build);
    List<String> published = containers("{{.Ports}}");
    end(build, "TERM");

    assertThat(published).containsExactly("127.0.0.1:9002->9002/tcp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void noContainerIsLeftWhateverEndsMaven(String signal) throws Exception {
    Process build = project.start("sandbox:run", "-Dsandbox.args=wait");
    awaitProgram(build);
    assertThat(containers("{{.ID}}")).hasSize(1);

    end(build, signal);

    // After KILL it is another process that removes it.
    while (!containers("{{.ID}}").isEmpty()) {
      Thread.sleep(100);
    }
  }

  @Test
  void aFullFileSystemIsAnErrorInOneLine() throws Exception {
    assertThat(buildOn("mount -t tmpfs -o size=256k none target", "process-classes"))
        .anyMatch(line -> line.matches(error("No space left on device")));
  }

  @Test
  void aReadOnlyFileSystemIsAnErrorInOneLine() throws Exception {
    assertThat(
            buildOn(
                "mount --bind target target; mount -o remount,bind,ro target",
                "-Dsandbox.to.tar=target/images/image.tar"))
        .anyMatch(line -> line.matches(error("Read-only file system")));
  }

  private static String error(String reason) {
    return "\\[ERROR] Failed to execute goal \\S+:build .*: cannot .*" + reason + " -> .*";
  }

  /** Builds where {@code target} is another file system, for the eyes of that build only. */
  private static List<String> buildOn(String mount, String... more) throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "only root may mount file systems; run this test as root to have it");
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("sandbox:build");
    return output(
        project
            .maven(arguments.toArray(String[]::new))
            .by(List.of("unshare", "--mount", "sh", "-ec", mount + "; exec \"$@\"", "sh"))
            .start());
  }

  private static void end(Process build, String signal) throws Exception {
    CommandLine.of("kill", "-" + signal, Long.toString(build.pid())).output();
    output(build);
  }

  private static void awaitProgram(Process build) throws IOException {
    List<String> seen = new ArrayList<>();
    BufferedReader output = build.inputReader(UTF_8);
    for (String line = output.readLine(); !WAITING.equals(line); line = output.readLine()) {
      assertThat(line).as("the program did not start: %s", seen).isNotNull();
      seen.add(line);
    }
  }

  private static List<String> containers(String format) throws Exception {
    String image = (EngineUnderTest.isPodman() ? "localhost/" : "") + IMAGE;
    return EngineUnderTest.run("ps", "--all", "--filter", "ancestor=" + image, "--format", format)
        .lines()
        .toList();
  }

  private static List<String> output(Process process) throws Exception {
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    process.waitFor();
    return lines;
  }
}
