package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerConfig;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.FakeEngine;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.UserLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldTestImagesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final String ASK = "images " + UserLabel.asFilter();

  private final FakeEngine engine = new FakeEngine();
  private final List<String> remarks = new ArrayList<>();

  @TempDir Path cache;

  private static ImageDetails image(int days, String... references) {
    return new ImageDetails(
        "sha256:1234",
        NOW.minus(Duration.ofDays(days)),
        1,
        List.of(),
        "amd64",
        "linux",
        List.of(references),
        Set.of(),
        Map.of(TestImages.BASE_LABEL, "any"),
        new ContainerConfig(""));
  }

  private Path asked(String reference, int days) throws IOException {
    Path note = Files.writeString(cache.resolve(TestImages.note(reference, "any")), "known");
    return Files.setLastModifiedTime(note, FileTime.from(NOW.minus(Duration.ofDays(days))));
  }

  private List<String> removed() {
    return engine.calls().stream().filter(call -> call.startsWith("rmi ")).toList();
  }

  private void remove() {
    removeAt(NOW);
  }

  private void removeAt(Instant time) {
    new OldTestImages(
            new BackgroundTask<>(() -> engine),
            cache,
            "sandbox-test:used",
            Clock.fixed(time, ZoneOffset.UTC),
            remarks::add)
        .removeOnceADay();
  }

  @Test
  void an_image_that_no_build_asked_for_in_two_weeks_goes_with_what_was_known_of_it()
      throws Exception {
    Path note = asked("sandbox-test:a", 15);
    engine.having(image(15, "sandbox-test:a"));

    remove();

    assertThat(engine.calls()).containsExactly(ASK, "rmi sandbox-test:a");
    assertThat(note).doesNotExist();
    assertThat(remarks)
        .containsExactly("image sandbox-test:a is removed: no build asked for it in 14 days");
  }

  @Test
  void an_old_image_that_a_build_asked_for_stays() throws Exception {
    Path note = asked("sandbox-test:a", 13);
    engine.having(image(100, "sandbox-test:a"));

    remove();

    assertThat(engine.calls()).containsExactly(ASK);
    assertThat(note).exists();
  }

  @Test
  void an_image_of_which_nothing_is_known_counts_from_when_it_was_first_seen() {
    engine.having(image(100, "sandbox-test:a"));

    remove();
    removeAt(NOW.plus(Duration.ofDays(13)));
    assertThat(removed()).isEmpty();

    removeAt(NOW.plus(Duration.ofDays(14)));
    assertThat(removed()).containsExactly("rmi sandbox-test:a");
    assertThat(cache).isDirectoryNotContaining("glob:**test-image-*");
  }

  @Test
  void what_a_build_finds_out_about_an_image_counts_more_than_when_it_was_first_seen()
      throws Exception {
    engine.having(image(100, "sandbox-test:a"));
    remove();
    asked("sandbox-test:a", -10);

    removeAt(NOW.plus(Duration.ofDays(20)));

    assertThat(removed()).isEmpty();
  }

  @Test
  void the_image_that_this_build_uses_stays() throws Exception {
    asked("sandbox-test:used", 15);
    engine.having(image(15, "localhost/sandbox-test:used"));

    remove();

    assertThat(removed()).isEmpty();
  }

  @Test
  void a_podmans_name_for_it_is_known() throws Exception {
    asked("sandbox-test:a", 1);
    asked("sandbox-test:b", 15);
    engine.having(image(15, "localhost/sandbox-test:a"), image(15, "localhost/sandbox-test:b"));

    remove();

    assertThat(engine.calls()).containsExactly(ASK, "rmi localhost/sandbox-test:b");
  }

  @Test
  void a_name_that_the_user_gave_it_stays() throws Exception {
    asked("sandbox-test:a", 15);
    engine.having(image(15, "sandbox-test:a", "mine:1"), image(15, "mine:2"));

    remove();

    assertThat(engine.calls()).containsExactly(ASK, "rmi sandbox-test:a");
  }

  @Test
  void one_without_a_name_goes_by_its_id() throws Exception {
    asked("sha256:1234", 15);
    engine.having(image(15));

    remove();

    assertThat(engine.calls()).containsExactly(ASK, "rmi sha256:1234");
  }

  @Test
  void one_that_the_engine_does_not_remove_keeps_no_other() throws Exception {
    Path note = asked("sandbox-test:a", 15);
    asked("sandbox-test:b", 15);
    engine
        .having(image(15, "sandbox-test:a"), image(15, "sandbox-test:b"))
        .failing("rmi sandbox-test:a", "it is in use");

    remove();

    assertThat(engine.calls()).contains("rmi sandbox-test:b");
    assertThat(note).exists();
    assertThat(remarks).contains("image sandbox-test:a is old, and stays: it is in use");
  }

  @Test
  void the_engine_is_asked_once_a_day() {
    remove();
    removeAt(NOW.plus(Duration.ofHours(23)));
    assertThat(engine.calls()).containsExactly(ASK);

    removeAt(NOW.plus(Duration.ofHours(24)));
    assertThat(engine.calls()).containsExactly(ASK, ASK);
  }

  @Test
  void an_engine_that_fails_fails_nothing() {
    engine.failing("images", "no answer");

    remove();

    String remark = "old images of tests stay: " + new EngineException("no answer");
    assertThat(remarks).containsExactly(remark);

    remove();
    assertThat(remarks).as("asked again, as nothing was done").containsExactly(remark, remark);
  }
}
