package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that Apache Maven's build cache has skipped. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BuildCacheIT {

  private static final String EXTENSIONS =
      """
      <extensions>
        <extension>
          <groupId>org.apache.maven.extensions</groupId>
          <artifactId>maven-build-cache-extension</artifactId>
          <version>1.3.0</version>
        </extension>
      </extensions>
      """;

  /** What it restores is as new as this build. */
  private static final String CONFIGURATION =
      """
      <cache xmlns="http://maven.apache.org/BUILD-CACHE-CONFIG/1.3.0">
        <configuration>
          <local>
            <location>%s</location>
          </local>
          <attachedOutputs>
            <preserveTimestamps>false</preserveTimestamps>
            <dirNames>
              <dirName>surefire-reports</dirName>
              <dirName>test-classes</dirName>
            </dirNames>
          </attachedOutputs>
        </configuration>
        <executionControl>
          <runAlways>
            <plugins>
              <plugin artifactId="%s"/>
            </plugins>
          </runAlways>
        </executionControl>
      </cache>
      """;

  @TempDir private Path folder;

  /**
   * A project in the cache.
   *
   * @param always the plugin that it never skips
   */
  private TestProject project(String always) throws Exception {
    TestProject project = new TestProject(folder.resolve("cached"));
    return project
        .pom(TestPom.of("cached"))
        .file("src/main/java/it/Main.java", "package it; class Main {}")
        .test("NothingTest", "@Test void passes() {}")
        .file(".mvn/extensions.xml", EXTENSIONS)
        .file(
            ".mvn/maven-build-cache-config.xml",
            CONFIGURATION.formatted(project.path("cache"), always));
  }

  /** The extension needs a Maven that is newer than many a machine's. */
  private static MavenRun run(TestProject project, String... goals) throws Exception {
    String path =
        Path.of(System.getProperty("it.maven"), "bin") + File.pathSeparator + System.getenv("PATH");
    return MavenRun.awaited(project.start(Map.of("PATH", path), goals));
  }

  @Test
  void reportsThatItHasRestoredAreNoTestsOutside() throws Exception {
    TestProject project = project("sandbox-maven-plugin");

    MavenRun filling = run(project, "clean", "verify");
    MavenRun restored = run(project, "clean", "verify");

    assertThat(filling.exitCode()).as(filling.output()).isZero();
    assertThat(restored.output())
        .contains("Skipping plugin execution (cached): surefire:test")
        .doesNotContain("Tests run: ");
    assertThat(project.path("target/surefire-reports/TEST-it.NothingTest.xml")).exists();
    assertThat(restored.exitCode()).as(restored.output()).isZero();
    assertThat(restored.lines())
        .contains(
            "[INFO] surefire-reports: the build cache restored these reports; the tests did not run in this build");
  }

  @Test
  void whereItHasSkippedPrepareTestsThatRunAreFoundOut() throws Exception {
    TestProject project = project("another-plugin");

    MavenRun filling = run(project, "clean", "process-test-classes");
    MavenRun outside = run(project, "clean", "verify");

    assertThat(filling.exitCode()).as(filling.output()).isZero();
    assertThat(outside.output())
        .contains("Skipping plugin execution (cached): sandbox:prepare", "Tests run: 1");
    assertThat(outside.failures())
        .as(outside.output())
        .singleElement()
        .asString()
        .contains(":check ", "tests ran outside of the sandbox: ");
  }
}
