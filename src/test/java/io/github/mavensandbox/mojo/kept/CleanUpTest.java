package io.github.mavensandbox.mojo.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerConfig;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.FakeEngine;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.Labelled;
import io.github.mavensandbox.engine.NoEngineException;
import io.github.mavensandbox.engine.UserLabel;
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
        Map.of("io.github.mavensandbox.test-base", "any"),
        new ContainerConfig(""));
  }

  private static ImageDetails withoutBase() {
    ImageDetails image = image();
    return new ImageDetails(
        image.id(),
        image.created(),
        image.size(),
        image.diffIds(),
        image.architecture(),
        image.os(),
        image.references(),
        image.volumes(),
        Map.of(),
        image.config());
  }

  private CleanUp cleanUp(boolean dryRun) {
    return new CleanUp(dryRun, lines::add, warnings::add);
  }

  private static KeptFolder all(Path folder) {
    return new KeptFolder(folder, name -> true, true);
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
    engine.having(image("sandbox-test:a"), image());

    clean(false);

    assertThat(lines)
        .containsExactly(
            "image sandbox-test:a, 380.0 MB",
            "image sha256:1234, 380.0 MB",
            "folder " + cache + ", 1.5 MB",
            "removed 3 of 3");
    assertThat(warnings).isEmpty();
    assertThat(removed()).containsExactly("rmi sandbox-test:a", "rmi sha256:1234");
    assertThat(cache).doesNotExist();
  }

  @Test
  void only_what_is_the_users_is_looked_at() throws Exception {
    clean(false);

    assertThat(engine.calls()).containsExactly("images " + UserLabel.asFilter());
  }

  @Test
  void an_image_that_inherited_the_label_stays() throws Exception {
    engine.having(
        image("app:1"), image("localhost/sandbox-test:a", "mine:1"), image("x/sandbox-test:a"));
    engine.having(withoutBase());

    clean(false);

    assertThat(removed()).containsExactly("rmi localhost/sandbox-test:a");
    assertThat(lines)
        .startsWith("image localhost/sandbox-test:a, 380.0 MB", "folder " + cache + ", 1.5 MB");
  }

  @Test
  void a_dry_run_only_lists() throws Exception {
    engine.having(image("sandbox-test:a"));

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

  private void cleanWithout(EngineException why) throws Exception {
    CleanUp cleanUp = cleanUp(false);
    cleanUp.lookAt(
        new BackgroundTask<>(
            () -> {
              throw why;
            }));
    Path ofNamespaces = Files.createDirectories(folder.resolve("namespaces/run")).getParent();
    cleanUp.finish(List.of(all(cache), new KeptFolder(ofNamespaces, name -> true, false)));
    assertThat(ofNamespaces).doesNotExist();
  }

  @Test
  void where_no_engine_is_installed_the_folders_go() throws Exception {
    cleanWithout(new NoEngineException("no engine works"));

    assertThat(warnings).containsExactly("images stay: no engine works");
    assertThat(cache).doesNotExist();
  }

  @Test
  void where_an_engine_does_not_answer_the_folder_of_containers_stays() throws Exception {
    cleanWithout(new EngineException("its daemon is not running"));

    assertThat(warnings)
        .containsExactly(
            "images stay: its daemon is not running",
            cache + " stays: without the engine's answer, a build in containers may be using it");
    assertThat(cache.resolve("tools/program")).exists();
  }

  @Test
  void where_an_engine_does_not_list_its_containers_the_folder_of_containers_stays()
      throws Exception {
    engine.having(image("sandbox-test:a")).failing("containers", "no answer");

    clean(false);

    assertThat(warnings).hasSize(3).contains("images stay: no answer");
    assertThat(removed()).isEmpty();
    assertThat(cache.resolve("tools/program")).exists();
  }

  /** Without an owner, and past its deadline. */
  private static Labelled abandoned() {
    return new Labelled("c".repeat(64), Map.of("io.github.mavensandbox.deadline", "1"));
  }

  @Test
  void a_container_that_cannot_be_removed_keeps_no_images() throws Exception {
    engine.having(image("sandbox-test:a")).having(abandoned()).failing("remove", "it is stuck");

    clean(false);

    assertThat(warnings).first().asString().endsWith("left behind stay: it is stuck");
    assertThat(lines).contains("image sandbox-test:a, 380.0 MB");
  }

  @Test
  void a_folder_that_a_running_build_uses_stays() throws Exception {
    CleanUp cleanUp = cleanUp(false);
    cleanUp.inUse("folder 4711-1");
    cleanUp.finish(List.of(all(cache)));

    assertThat(warnings)
        .containsExactly("a build is running (folder 4711-1): what it uses and " + cache + " stay");
    assertThat(cache.resolve("tools/program")).exists();
  }

  @Test
  void what_others_keep_in_the_folder_stays() throws Exception {
    Path others = Files.write(cache.resolve("others"), new byte[5_000_000]);

    cleanUp(false).finish(List.of(new KeptFolder(cache, "tools"::equals, true)));

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
            link
                + " stays: it is a link or a file, not a folder of this plugin's: look at it, and remove it");
    assertThat(link).isSymbolicLink();
    assertThat(cache.resolve("tools/program")).exists();
    assertThat(lines).containsExactly("there is nothing to remove");
  }
}
