package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.KindUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OnlyContainers;
import io.github.mavensandbox.it.maven.Placeholders;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs, one after another, with the same libraries. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SharedLibrariesIT {

  /** Each JVM has another test class, and none knows which is the first. */
  private static final String TEST =
      """
      static final Path JAR = Path.of(java.net.URI.create(Test.class.getProtectionDomain().getCodeSource().getLocation().toString()));

      @Test
      void findsTheLibraryUnchanged() throws Exception {
        assertEquals(Long.getLong("size"), Files.size(JAR));
        assertFalse(Files.exists(JAR.resolveSibling("planted.jar")));
        assertTrue(Files.isReadable(JAR));
      }

      @Test
      void changesIt() {
        if (Boolean.getBoolean("writable")) {
          assertDoesNotThrow(() -> Files.writeString(JAR, "mine", StandardOpenOption.APPEND));
          return;
        }
        assertThrows(IOException.class, () -> Files.writeString(JAR, "mine", StandardOpenOption.APPEND));
        assertThrows(IOException.class, () -> Files.writeString(JAR.resolveSibling("planted.jar"), "mine"));
        assertThrows(IOException.class, () -> Files.move(JAR, JAR.resolveSibling("moved.jar")));
        assertThrows(IOException.class, () -> Files.delete(JAR));
      }
      """;

  @TempDir private static Path folder;
  private static TestProject project;
  private static String engine;
  private static Path calls;
  private static Path volumes;
  private static long size;

  @BeforeAll
  static void compile() throws Exception {
    project =
        new TestProject(folder.resolve("shared"))
            .pom(
                TestPom.of("shared")
                    .withSurefire(
                        "<configuration><reuseForks>false</reuseForks>"
                            + "<trimStackTrace>false</trimStackTrace></configuration>"))
            .test("OneTest", TEST)
            .test("OtherTest", TEST)
            .test("ThirdTest", TEST);
    calls = project.path("engine.calls");
    volumes = project.path("engine.volumes");
    engine = project.engine("engine", Script.named("listing-engine"));
    project.compile();
    size = Files.size(api());
  }

  private static Path api() throws IOException {
    Path artifact = project.repository().resolve("org/junit/jupiter/junit-jupiter-api");
    try (var jars = Files.find(artifact, 2, (file, is) -> file.toString().endsWith(".jar"))) {
      return jars.filter(jar -> jar.toString().contains(Placeholders.replacedIn("@junit.version@")))
          .findFirst()
          .orElseThrow();
    }
  }

  @BeforeEach
  void forget() throws IOException {
    Files.deleteIfExists(calls);
    Files.deleteIfExists(volumes);
  }

  private static MavenRun run(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-Dsize=" + size, "-Dsandbox.engine=" + engine));
    arguments.addAll(List.of(more));
    return project.runTests(arguments.toArray(String[]::new));
  }

  private static List<String> calls(String pattern) throws IOException {
    return Files.readAllLines(calls).stream().filter(call -> call.matches(pattern)).toList();
  }

  private static void assertPassed(MavenRun run) throws Exception {
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Tests run: 6, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(run.left()).isEmpty();
  }

  private static void assertPassedAndNoVolumeIsLeft(MavenRun run) throws Exception {
    assertPassed(run);
    assertThat(Volumes.left(volumes())).isEmpty();
  }

  /** Those that containers of the last run had. */
  private static Set<String> volumes() throws IOException {
    return Volumes.words(Files.readString(volumes));
  }

  /** In namespaces what a fork writes there is its own, and thrown away. */
  @Test
  void noForkCanChangeWhatTheNextOneRuns() throws Exception {
    assertPassed(KindUnderTest.isNamespaces() ? run("-Dwritable=true") : run());
    assertThat(api()).hasSize(size);
    assertThat(api().resolveSibling("planted.jar")).doesNotExist();
  }

  @Test
  @OnlyContainers("libraries are where they are, and are not streamed in")
  void librariesAreStreamedInOnceForAllForks() throws Exception {
    assertPassedAndNoVolumeIsLeft(run());

    // One JVM lists the classes.
    assertThat(calls("create .*--name sandbox-fork-.*")).hasSize(4);
    assertThat(calls("create .* --volumes-from sandbox-tests-\\w+:ro .*")).hasSize(4);
    assertThat(calls("cp (?:--archive=false )?- sandbox-fork-\\w+:/"))
        .as("files of their own")
        .hasSize(4);
    assertThat(calls("cp (?:--archive=false )?- sandbox-tests-\\w+:.*"))
        .as("what Maven knows of ahead, and Surefire's own libraries")
        .hasSizeBetween(1, 2);
    assertThat(volumes()).hasSize(1);
  }

  @Test
  @OnlyContainers("what forks read is no copy")
  void whoAsksForTheLocalRepositoryHasACopyToWriteTo() throws Exception {
    assertPassedAndNoVolumeIsLeft(run("-Dwritable=true", "-Dsandbox.test.files=" + api()));

    assertThat(calls("create .*--volume.*")).isEmpty();
    assertThat(volumes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tmpfs=/elsewhere", "--volume=/elsewhere"})
  @OnlyContainers("an engine mounts volumes")
  void besideMountsOfTheUsersEachForkHasItsOwn(String option) throws Exception {
    assertPassedAndNoVolumeIsLeft(run("-Dwritable=true", "-Dsandbox.createArgs=" + option));

    assertThat(calls("create .*--volumes-from.*")).isEmpty();
  }

  @Test
  @OnlyContainers("an image has volumes")
  void anImagesOwnVolumesStayEachForks() throws Exception {
    String image = "sandbox-it-volumes:1";
    String base = Placeholders.replacedIn("@it.base@").replaceFirst("^docker://", "");
    EngineUnderTest.run("create", "--name", "sandbox-it-volumes", base, "true");
    EngineUnderTest.run("commit", "--change", "VOLUME /data", "sandbox-it-volumes", image);
    try {
      assertPassedAndNoVolumeIsLeft(
          run("-Dwritable=true", "-Dsandbox.test.image=docker://" + image));

      assertThat(calls("create .*--volume.*")).isEmpty();
      assertThat(volumes()).as("one of each container").hasSameSizeAs(calls("create .*"));
    } finally {
      EngineUnderTest.run("rm", "sandbox-it-volumes");
      EngineUnderTest.run("rmi", testImage(), image);
    }
  }

  /** The one in which the last run's tests ran. */
  private static String testImage() throws IOException {
    return Files.readAllLines(calls).stream()
        .flatMap(call -> Stream.of(call.split(" ")))
        .filter(word -> word.startsWith("sandbox-test:"))
        .findFirst()
        .orElseThrow();
  }
}
