package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tests that would start containers themselves. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class NoEngineInsideIT {

  @TempDir private static Path folder;

  @Test
  void testcontainersFindsNoEngineAndPrepareSaysWhatToDo() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("containers"))
            .pom(
                TestPom.of("containers")
                    .withDependencies(
                        """
                        <dependency>
                          <groupId>org.testcontainers</groupId>
                          <artifactId>testcontainers</artifactId>
                          <version>2.0.5</version>
                          <scope>test</scope>
                        </dependency>
                        """))
            .test(
                "DatabaseTest",
                """
                @Test
                void startsOne() {
                  // Where it found an engine, it would still find no such image.
                  new org.testcontainers.containers.GenericContainer<>("localhost:1/none:1").start();
                }
                """);

    MavenRun run = project.run("verify");

    assertThat(run.lines())
        .as(run.output())
        .contains(
            "[INFO] Testcontainers finds no engine in the sandbox; start what it would start before the tests,"
                + " and allow that: 'A database for the tests' in the README shows how")
        .anyMatch(line -> line.contains("IllegalState Could not find a valid Docker environment."));
    assertThat(run.failures()).singleElement().asString().contains(":test ");
    assertThat(run.lines()).contains("[INFO] surefire:test (default-test): nothing was blocked");
    assertThat(run.left()).isEmpty();
  }
}
