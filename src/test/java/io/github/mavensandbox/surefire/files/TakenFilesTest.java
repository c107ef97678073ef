package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are there when a fork's are taken. */
class TakenFilesTest {

  @TempDir Path temporary;
  private Path target;
  private TargetFiles build;

  @BeforeEach
  void begin() {
    target = temporary.resolve("target");
    nextBuild();
  }

  private void nextBuild() {
    build = new TargetFiles(target, "app-1.0");
  }

  private static byte[] tar(String name, String content) throws IOException {
    return new HostileTarBuilder().file("target/" + name, content).bytes();
  }

  private List<String> take(String name, String content) throws IOException {
    return take(name, content, SeenFiles.NONE);
  }

  private List<String> take(String name, String content, SeenFiles seen) throws IOException {
    return build
        .take(
            new ByteArrayInputStream(tar(name, content)),
            new ForkFiles(Optional.empty(), seen, SentFiles.NONE))
        .remarks();
  }

  private static String kept(String name) {
    return "1 file stayed as it was, because something other than sandboxed tests wrote it last: '%s'; to get what the tests wrote, delete it before they run ('mvn clean' deletes target)"
        .formatted(name);
  }

  @Test
  void what_an_earlier_build_took_is_replaced() throws Exception {
    take("cucumber.json", "old");
    nextBuild();

    assertThat(take("cucumber.json", "new")).isEmpty();
    assertThat(target.resolve("cucumber.json")).hasContent("new");
    nextBuild();
    assertThat(take("cucumber.json", "newer")).isEmpty();
    assertThat(target.resolve("cucumber.json")).hasContent("newer");
  }

  @Test
  void a_later_forks_version_of_the_same_size_and_time_replaces_an_earlier_ones() throws Exception {
    take("state.json", "1");

    assertThat(take("state.json", "2")).isEmpty();
    assertThat(target.resolve("state.json")).hasContent("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"the host's", "same"})
  void what_the_host_has_written_since_stays(String content) throws Exception {
    take("report.html", "same");
    Files.writeString(target.resolve("report.html"), content);
    Files.setLastModifiedTime(target.resolve("report.html"), FileTime.from(Instant.EPOCH));
    nextBuild();

    assertThat(take("report.html", "the tests'")).containsExactly(kept("target/report.html"));
    assertThat(target.resolve("report.html")).hasContent(content);
  }

  @Test
  void what_the_host_has_written_since_stays_even_with_the_same_time_and_size() throws Exception {
    take("report.html", "1234");
    FileTime time = Files.getLastModifiedTime(target.resolve("report.html"));
    Files.writeString(target.resolve("report.html"), "4321");
    Files.setLastModifiedTime(target.resolve("report.html"), time);

    assertThat(take("report.html", "tests'")).containsExactly(kept("target/report.html"));
    assertThat(target.resolve("report.html")).hasContent("4321");
  }

  @Test
  void a_link_that_the_host_has_put_there_since_stays() throws Exception {
    take("report.html", "tests'");
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "tests'");
    Files.setLastModifiedTime(elsewhere, Files.getLastModifiedTime(target.resolve("report.html")));
    Files.delete(target.resolve("report.html"));
    Files.createSymbolicLink(target.resolve("report.html"), elsewhere);

    assertThat(take("report.html", "new")).hasSize(1);
    assertThat(elsewhere).hasContent("tests'");
    assertThat(target.resolve("report.html")).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "garbage", "%s\ngarbage", "x%s", "%sx", "%s\n\nx", "%s\n%s"})
  void of_a_damaged_list_no_file_is_replaced(String damaged) throws Exception {
    take("report.html", "old");
    Path list = target.resolve("sandbox/taken/files");
    Files.writeString(list, damaged.replace("%s", Files.readString(list).strip()));
    nextBuild();

    assertThat(take("report.html", "newer")).containsExactly(kept("target/report.html"));
    assertThat(target.resolve("report.html")).hasContent("old");
  }

  @Test
  void tests_cannot_have_a_file_replaced_by_a_list_of_their_own() throws Exception {
    take("tests", "tests'");
    Path list = target.resolve("sandbox/taken/files");
    String before = Files.readString(list);
    Path host = Files.writeString(target.resolve("run.sh"), "tests'");
    Files.setLastModifiedTime(host, Files.getLastModifiedTime(target.resolve("tests")));
    String forged = before + before.lines().toList().get(1).replaceFirst("tests$", "run.sh") + "\n";

    for (String name :
        List.of("sandbox/taken/files", "Sandbox/taken/files", "SANDBOX/TAKEN/files")) {
      assertThat(take(name, forged)).hasSize(1);
    }
    nextBuild();

    assertThat(list).hasContent(before);
    assertThat(take("run.sh", "planted")).containsExactly(kept("target/run.sh"));
    assertThat(host).hasContent("tests'");
  }

  @Test
  void a_tar_that_is_cut_off_leaves_the_earlier_version_whole() throws Exception {
    take("data", "old");
    byte[] cut = Arrays.copyOf(tar("data", "x".repeat(5000)), 3000);

    assertThat(build.take(new ByteArrayInputStream(cut)).remarks()).hasSize(1);
    assertThat(target.resolve("data")).hasContent("old");
    try (var left = Files.list(target.resolve("sandbox/taken"))) {
      assertThat(left).containsExactly(target.resolve("sandbox/taken/files"));
    }
  }

  @Test
  void a_log_has_the_lines_of_forks_that_wrote_the_same_or_began_alike() throws Exception {
    take("app.log", "started\n");
    take("app.log", "started\n");
    take("app.log", "started\nstarted\nstopped\n");

    assertThat(target.resolve("app.log"))
        .hasContent("started\nstarted\nstarted\nstarted\nstopped\n");
  }

  @Test
  void a_log_has_the_lines_of_all_forks_that_did_not_see_each_others() throws Exception {
    for (int fork = 1; fork <= 5; fork++) {
      assertThat(take("logs/app.log", "start\nfork " + fork + "\n")).isEmpty();
    }

    assertThat(target.resolve("logs/app.log"))
        .hasContent("start\nfork 1\nstart\nfork 2\nstart\nfork 3\nstart\nfork 4\nstart\nfork 5\n");

    nextBuild();
    take("logs/app.log", "start\n");
    assertThat(target.resolve("logs/app.log")).hasContent("start\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.log", "results.csv"})
  void a_file_that_each_fork_adds_to_has_what_all_have_added(String name) throws Exception {
    take(name, "0\n");
    SeenFiles first = build.seen();
    SeenFiles beside = build.seen();

    take(name, "0\n1\n", first);
    take(name, "0\n2\n", beside);
    take(name, "0\n1\n2\n3\n", build.seen());

    assertThat(target.resolve(name)).hasContent("0\n1\n2\n3\n");
  }

  @Test
  void a_log_that_a_fork_began_anew_is_replaced() throws Exception {
    take("app.log", "first\n");

    take("app.log", "second\n", build.seen());

    assertThat(target.resolve("app.log")).hasContent("second\n");
  }

  @Test
  void of_files_that_are_no_logs_the_later_forks_stays() throws Exception {
    take("out.json", "{1}");

    take("out.json", "{2}");

    assertThat(target.resolve("out.json")).hasContent("{2}");
  }

  @Test
  void what_several_forks_left_out_is_told_once() throws Exception {
    SkippedFiles all = new SkippedFiles();
    Files.createDirectories(target);
    for (String name : List.of("a", "b", "c", "d", "e")) {
      Files.writeString(target.resolve(name), "host's");
    }
    for (String name : List.of("a", "b", "a", "c", "d", "e", "classes/X", "classes/X")) {
      all.add(build.take(new ByteArrayInputStream(tar(name, "other"))).skipped());
    }

    assertThat(all.remarks())
        .containsExactly(
            "1 file where only the build itself may write left out: 'target/classes/X'",
            "each of 5 files stayed as it was, because something other than sandboxed tests wrote it last: "
                + "'target/a', 'target/b', 'target/c' and 2 more; to get what the tests wrote, "
                + "delete it before they run ('mvn clean' deletes target)");
  }
}
