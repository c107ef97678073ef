package io.github.mavensandbox.mojo.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerConfig;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.FakeEngine;
import io.github.mavensandbox.engine.ImageDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanUpTest {

  private final FakeEngine engine = new FakeEngine();
  private final List<String> lines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void fillCache() throws IOException {
    cache = Files.createDirectories(folder.resolve("cache/tools")).getParent();
    Files.write(cache.resolve("tools/program"), new byte[1_500_000]);
  }

  private static ImageDetails image(String... references) {
    return new ImageDetails(
        "sha256:1234",
        Instant.EPOCH,
        380_000_000,
        List.of(),
        "amd64",
        "linux",
        List.of(references),
        Set.of(),
        Map.of(),
        new ContainerConfig(""));
  }

  private CleanUp cleanUp(boolean dryRun) {
    return new CleanUp(dryRun, lines::add, warnings::add);
  }

  private static KeptFolder all(Path folder) {
    return new KeptFolder(folder, name -> true);
  }

  private void clean(boolean dryRun) throws Exception {
    CleanUp cleanUp = cleanUp(dryRun);
    cleanUp.lookAt(new BackgroundTask<ContainerEngine>(() -> engine));
    cleanUp.finish(List.of(all(cache), all(folder.resolve("none"))));
  }

  private List<String> removed() {
    return engine.calls().stream().filter(call -> call.contains("rm")).toList();
  }

  @Test
  void all_is_listed_with_its_size_and_removed() throws Exception {
    engine.having(image("sandbox-test:a"), image()).having("libraries");

    clean(false);

    assertThat(lines)
        .containsExactly(
            "image sandbox-test:a, 380.0 MB",
            "image sha256:1234, 380.0 MB",
            "volume libraries",
            "folder " + cache + ", 1.5 MB",
            "removed 4 of 4");
    assertThat(warnings).isEmpty();
    assertThat(removed())
        .containsExactly("rmi sandbox-test:a", "rmi sha256:1234", "volume rm libraries");
    assertThat(cache).doesNotExist();
  }

  @Test
  void only_what_is_the_users_is_looked_at() throws Exception {
    clean(false);

    String label = "io.github.mavensandbox.user=" + System.getProperty("user.name");
    assertThat(engine.calls()).containsExactly("images " + label, "volumes " + label);
  }

  @Test
  void a_dry_run_only_lists() throws Exception {
    engine.having(image("sandbox-test:a")).having("libraries");

    clean(true);

    assertThat(lines)
        .contains("image sandbox-test:a, 380.0 MB", "nothing is removed: sandbox.dryRun is set");
    assertThat(removed()).isEmpty();
    assertThat(cache.resolve("tools/program")).exists();
  }

  @Test
  void what_the_engine_does_not_remove_stays_and_is_named() throws Exception {
    engine
        .having(image("sandbox-test:a"), image("sandbox-test:b"))
        .failing("rmi sandbox-test:a", "a container is using it");

    clean(false);

    assertThat(warnings).containsExactly("image sandbox-test:a stays: a container is using it");
    assertThat(lines).endsWith("removed 2 of 3");
  }

  @Test
  void without_an_engine_the_folders_go() throws Exception {
    CleanUp cleanUp = cleanUp(false);
    cleanUp.lookAt(
        new BackgroundTask<>(
            () -> {
              throw new EngineException("no engine works");
            }));
    cleanUp.finish(List.of(all(cache)));

    assertThat(warnings).containsExactly("images and volumes stay: no engine works");
    assertThat(cache).doesNotExist();
  }

  @Test
  void a_folder_that_a_running_build_uses_stays() throws Exception {
    CleanUp cleanUp = cleanUp(false);
    cleanUp.inUse("folder 4711-1");
    cleanUp.finish(List.of(all(cache)));

    assertThat(warnings)
        .containsExactly("a build is running (folder 4711-1): what it uses stays, and " + cache);
    assertThat(cache.resolve("tools/program")).exists();
  }

  @Test
  void what_others_keep_in_the_folder_stays() throws Exception {
    Path others = Files.write(cache.resolve("others"), new byte[5_000_000]);

    cleanUp(false).finish(List.of(new KeptFolder(cache, "tools"::equals)));

    assertThat(lines).containsExactly("folder " + cache + ", 1.5 MB", "removed 1 of 1");
    assertThat(cache.resolve("tools")).doesNotExist();
    assertThat(others).exists();
  }

  @Test
  void a_link_is_removed_and_not_followed() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Path large = Files.write(elsewhere.resolve("large"), new byte[5_000_000]);
    Files.createSymbolicLink(cache.resolve("folder"), elsewhere);
    Files.createSymbolicLink(cache.resolve("file"), large);
    Files.createSymbolicLink(cache.resolve("dangling"), folder.resolve("nowhere"));

    clean(false);

    assertThat(lines).contains("folder " + cache + ", 1.5 MB");
    assertThat(cache).doesNotExist();
    assertThat(large).hasSize(5_000_000);
  }

  @Test
  void a_link_in_place_of_the_folder_stays_with_what_it_leads_to() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), cache);

    cleanUp(false).finish(List.of(all(link)));

    assertThat(warnings)
        .containsExactly(
            "it stays: "
                + link
                + " is a link or a file, not a folder of this plugin's: look at it, and remove it");
    assertThat(link).isSymbolicLink();
    assertThat(cache.resolve("tools/program")).exists();
    assertThat(lines).containsExactly("there is nothing to remove");
  }
}
