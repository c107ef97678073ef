package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.engine.cli.TestImage;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.Placeholders;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code clean}, of a user of this test's own, in a folder without a project. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CleanGoalIT {

  private static final String GOAL =
      Placeholders.replacedIn("@project.groupId@:@project.artifactId@:@project.version@:clean");

  private static final String ID = UUID.randomUUID().toString().substring(24);
  private static final String USER = "user-" + ID;
  private static final String MINE = "sandbox-test:mine-" + ID;
  private static final String USED = "sandbox-test:used-" + ID;
  private static final String OTHERS = "sandbox-test:others-" + ID;

  /** Made from one of the plugin's, whose label it has. */
  private static final String NAMED = "sandbox-clean-" + ID + ":named";

  @TempDir private static Path folder;
  private static TestProject nowhere;
  private static TestImage image;
  private static final List<String> containers = new ArrayList<>();

  @BeforeAll
  static void make() throws Exception {
    nowhere = new TestProject(folder.resolve("nowhere"));
    image = new TestImage(new EngineLocator().locate(EngineUnderTest.program(), List.of()));
    label(USED, USER);
    containers.add(EngineUnderTest.run("run", "--detach", USED, "sleep", "600").strip());
  }

  @BeforeEach
  void fill() throws Exception {
    // Or the next one would leave it behind without a name.
    EngineUnderTest.removeImages(MINE, OTHERS, NAMED);
    label(MINE, USER);
    label(OTHERS, "other-" + ID);
    label(NAMED, USER);
    for (Path cache : caches()) {
      Files.createDirectories(cache);
      Files.write(cache.resolve("file"), new byte[2_000_000]);
    }
  }

  /** Jib's, and that for namespaces. */
  private static List<Path> caches() {
    return List.of(
        folder.resolve("google-cloud-tools-java/jib/sandbox"),
        folder.resolve("sandbox-maven-plugin/agent"));
  }

  private static void label(String name, String user) throws Exception {
    String container = EngineUnderTest.run("create", image.reference(), "true").strip();
    EngineUnderTest.run(
        "commit", "--change", "LABEL io.github.mavensandbox.user=" + user, container, name);
    EngineUnderTest.run("rm", container);
  }

  @AfterAll
  static void remove() throws Exception {
    for (String container : containers) {
      EngineUnderTest.run("rm", "--force", container);
    }
    EngineUnderTest.removeImages(MINE, USED, OTHERS, NAMED);
    if (image != null) {
      image.close();
    }
  }

  private static MavenRun clean(String... more) throws Exception {
    MavenRun run =
        MavenRun.awaited(
            nowhere
                .maven(GOAL)
                .with(more)
                .variable("XDG_CACHE_HOME", folder.toString())
                .variable("JAVA_TOOL_OPTIONS", "-Duser.name=" + USER)
                .start());
    assertThat(run.exitCode()).as(run.output()).isZero();
    return run;
  }

  private static MavenRun cleanOfEngine(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("-Dsandbox.engine=" + EngineUnderTest.program());
    return clean(arguments.toArray(String[]::new));
  }

  private static List<String> images() throws IOException, InterruptedException {
    return EngineUnderTest.run("images", "--format", "{{.Repository}}:{{.Tag}}")
        .lines()
        .map(name -> name.replaceFirst("^localhost/", ""))
        .filter(name -> name.contains(ID))
        .toList();
  }

  @Test
  void whatIsTheUsersGoesAndWhatAContainerHasStays() throws Exception {
    MavenRun run = cleanOfEngine();

    assertThat(run.output())
        .containsPattern("image (localhost/)?" + MINE + ", [0-9.]+ MB")
        .containsPattern("image (localhost/)?" + USED + " stays: .*(in use|is using)")
        .doesNotContain(OTHERS, NAMED);
    assertThat(images()).containsExactlyInAnyOrder(USED, OTHERS, NAMED);
    assertFoldersWent(run);
  }

  /** Tests of another build, which may run beside these ones, keep them. */
  private static void assertFoldersWent(MavenRun run) {
    boolean others = run.output().contains("a build is running (container ");
    assertThat(run.output().contains("folder " + caches().get(0) + ", 2.0 MB"))
        .as(run.output())
        .isNotEqualTo(others);
    assertThat(caches()).allMatch(cache -> Files.exists(cache) == others);
  }

  @Test
  void aDryRunOnlyLists() throws Exception {
    MavenRun run = cleanOfEngine("-Dsandbox.dryRun");

    assertThat(run.output())
        .contains(MINE, "nothing is removed: sandbox.dryRun is set")
        .doesNotContain(OTHERS, NAMED);
    assertThat(images()).containsExactlyInAnyOrder(MINE, USED, OTHERS, NAMED);
    assertThat(caches()).allMatch(Files::exists);
  }

  @Test
  void withoutItsEngineOnlyTheFolderOfNamespacesGoes() throws Exception {
    MavenRun run = clean("-Dsandbox.engine=/no/such/engine");

    assertThat(run.output())
        .contains(
            "images stay: /no/such/engine: there is no such file",
            caches().get(0) + " stays: without the engine's answer");
    assertThat(images()).contains(MINE);
    assertThat(caches().get(0)).exists();
    assertThat(caches().get(1)).doesNotExist();
  }
}
