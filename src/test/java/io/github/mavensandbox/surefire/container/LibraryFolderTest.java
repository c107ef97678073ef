package io.github.mavensandbox.surefire.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.SettingsOfForks;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryFolderTest {

  private static final TestImage IMAGE = image(false, "/home/app");

  private static TestImage image(boolean hasVolumes, String home) {
    return new TestImage(
        "tests:1",
        AppUser.DEFAULT,
        "/opt/java",
        hasVolumes,
        "",
        true,
        "root:x:0:0:root:/root:/bin/sh\nbroken\napp:x:10001:10001::" + home + ":/bin/sh\n",
        "");
  }

  private static ForkSettings settings(String repository, List<String> options, String... files) {
    return SettingsOfForks.of(
        Path.of("/projects/app"),
        Path.of(repository),
        Stream.of(files).map(Path::of).toList(),
        TrackedFiles.NONE,
        new CreateOptions(options));
  }

  private static Optional<Path> folder(String repository, String... files) {
    return LibraryFolder.of(IMAGE, settings(repository, List.of(), files));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/root/.m2/repository",
        "/home/app/.m2/repository",
        "/projects/app/.m2/repository",
        "/tmp/a b"
      })
  void it_is_the_local_repository(String repository) {
    assertThat(folder(repository, "/data", "/projects/app/repository"))
        .contains(Path.of(repository));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--volume=data:/m2", "--volume=/m2", "--tmpfs=/m2"})
  void there_is_none_where_a_mount_may_be_in_its_way(String option) {
    assertThat(LibraryFolder.of(IMAGE, settings("/m2", List.of(option)))).isEmpty();
  }

  @Test
  void other_options_of_the_containers_are_not_in_its_way() {
    assertThat(
            LibraryFolder.of(IMAGE, settings("/m2", List.of("--memory=1g", "--label=volume=none"))))
        .contains(Path.of("/m2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/projects",
        "/projects/app",
        "/projects/app/target",
        "/projects/app/target/repository",
        "/opt",
        "/home",
        "/root"
      })
  void one_that_holds_what_a_fork_writes_or_runs_is_not_shared(String repository) {
    assertThat(folder(repository)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/m2", "/m2/repository", "/m2/repository/org/a"})
  void what_tests_read_of_it_in_the_users_own_words_each_fork_has_for_itself(String file) {
    assertThat(folder("/m2/repository", file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/m2", "/dev/shm/m2", "/m2:other", "m2"})
  void one_that_cannot_be_a_volume_is_not_shared(String repository) {
    assertThat(folder(repository)).isEmpty();
  }

  @Test
  void an_image_with_volumes_of_its_own_shares_nothing() {
    assertThat(
            LibraryFolder.of(image(true, "/home/app"), settings("/root/.m2/repository", List.of())))
        .isEmpty();
  }
}
