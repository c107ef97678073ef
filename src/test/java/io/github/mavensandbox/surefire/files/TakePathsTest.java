package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back of a module because the user wants it, or because a JVM has crashed. */
class TakePathsTest {

  @TempDir Path temporary;
  private Path module;
  private Path target;

  @BeforeEach
  void makeModule() throws IOException {
    module = Files.createDirectories(temporary.resolve("module"));
    target = module.resolve("target");
    Files.createDirectories(module.resolve("src/test/snapshots"));
    Files.createSymbolicLink(module.resolve("link"), temporary);
  }

  private TakePaths paths(String... paths) {
    return TakePaths.parse(List.of(paths), module, target);
  }

  private TargetFiles files(String... paths) {
    return new TargetFiles(
        target,
        "app-1.0",
        TargetLimits.DEFAULT,
        new TargetFiles.Module(temporary, module, paths(paths)));
  }

  @Test
  void paths_are_below_target_or_elsewhere_in_the_module() {
    TakePaths paths = paths("target/classes/gen", "src/test/snapshots/", "./approved.json");

    assertThat(paths.belowTarget()).containsExactly(List.of("classes", "gen"));
    assertThat(paths.outside())
        .containsExactly(Path.of("src/test/snapshots"), Path.of("approved.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "' '|is empty",
        "/etc|is absolute",
        "..|has '..' in it",
        "../other/src|has '..' in it",
        "src/../../x|has '..' in it",
        "src/..|has '..' in it",
        ".|is the whole project",
        ".git|has a name in it that begins with a dot, which other programs obey",
        "src/.mvn/x|has a name in it that begins with a dot, which other programs obey",
        "target|holds all of target; name what is needed in it",
        "target/sandbox|is where the records of the sandbox are, which no test may write",
        "target/SANDBOX/runs|is where the records of the sandbox are, which no test may write",
        "link|leads through a link; name what it leads to",
        "link/module/src|leads through a link; name what it leads to",
      })
  void a_path_that_cannot_be_taken_is_refused(String path, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paths("src/test/snapshots", path))
        .withMessage(
            "<test><take> path '%s' %s; write a path of a file or folder in the module's folder, such as src/test/snapshots",
            path, why);
  }

  @Test
  void a_path_with_a_control_character_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> paths("a\nb"))
        .withMessageStartingWith("<test><take> path 'a\\nb' has a control character; ");
  }

  @Test
  void what_is_wanted_replaces_what_is_there() throws Exception {
    Path snapshot = module.resolve("src/test/snapshots/a.json");
    Files.writeString(snapshot, "old");
    byte[] tar =
        new HostileTarBuilder()
            .directory("snapshots/")
            .file("snapshots/a.json", "new")
            .file("snapshots/deep/b.json", "b")
            .bytes();

    TargetFiles files = files("src/test/snapshots");
    assertThat(files.wanted()).containsExactly(module.resolve("src/test/snapshots"));
    TakeResult taken =
        files.takeWanted(
            new ByteArrayInputStream(tar), module.resolve("src/test/snapshots"), ForkFiles.UNKNOWN);

    assertThat(taken.remarks()).isEmpty();
    assertThat(snapshot).hasContent("new");
    assertThat(module.resolve("src/test/snapshots/deep/b.json")).hasContent("b");
  }

  @Test
  void what_comes_back_as_it_was_sent_replaces_nothing() throws Exception {
    Path snapshots = module.resolve("src/test/snapshots");
    Path old = Files.writeString(snapshots.resolve("a.json"), "old");
    Path changed = Files.writeString(snapshots.resolve("b.json"), "old");
    for (Path file : List.of(old, changed)) {
      Files.setLastModifiedTime(file, FileTime.from(HostileTarBuilder.TIME));
    }
    SentFiles sent = SentFiles.of(List.of(snapshots, module.resolve("src/there/is/none")));
    Files.writeString(old, "edited meanwhile");
    byte[] tar =
        new HostileTarBuilder()
            .file("snapshots/a.json", "old")
            .file("snapshots/b.json", "of the test")
            .bytes();

    files("src/test/snapshots")
        .takeWanted(
            new ByteArrayInputStream(tar),
            snapshots,
            new ForkFiles(Optional.empty(), SeenFiles.NONE, sent));

    assertThat(old).hasContent("edited meanwhile");
    assertThat(changed).hasContent("of the test");
  }

  @Test
  void a_single_file_is_wanted() throws Exception {
    byte[] tar = new HostileTarBuilder().file("approved.json", "new").bytes();

    files("src/approved.json")
        .takeWanted(
            new ByteArrayInputStream(tar), module.resolve("src/approved.json"), ForkFiles.UNKNOWN);

    assertThat(module.resolve("src/approved.json")).hasContent("new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshots/../x",
        "snapshots/.git/config",
        "snapshots/a/.gitattributes",
        "../snapshots/x",
        "other/x",
        "/snapshots/x",
        "snapshots//x",
        "Snapshots/x",
        "pom.xml",
      })
  void other_names_in_what_is_wanted_are_left_out(String name) throws Exception {
    byte[] tar = new HostileTarBuilder().file(name, "planted").bytes();

    TakeResult taken =
        files("src/test/snapshots")
            .takeWanted(
                new ByteArrayInputStream(tar),
                module.resolve("src/test/snapshots"),
                ForkFiles.UNKNOWN);

    assertThat(taken.remarks())
        .containsExactly("1 file with an unsafe name left out: '" + name + "'");
    assertThat(module.resolve("src/test/snapshots")).isEmptyDirectory();
    assertThat(temporary.resolve("snapshots")).doesNotExist();
  }

  @Test
  void links_on_the_way_to_what_is_wanted_are_not_followed() throws Exception {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.createSymbolicLink(module.resolve("src/test/snapshots/deep"), outside);
    TargetFiles files = files("src/test/snapshots", "src/later/x");
    Files.createSymbolicLink(module.resolve("src/later"), outside);

    files.takeWanted(
        new ByteArrayInputStream(
            new HostileTarBuilder()
                .special("snapshots/link", TarConstants.LF_SYMLINK, "/etc")
                .file("snapshots/deep/x", "x")
                .bytes()),
        module.resolve("src/test/snapshots"),
        ForkFiles.UNKNOWN);
    files.takeWanted(
        new ByteArrayInputStream(new HostileTarBuilder().file("x", "x").bytes()),
        module.resolve("src/later/x"),
        ForkFiles.UNKNOWN);

    assertThat(outside).isEmptyDirectory();
    assertThat(module.resolve("src/test/snapshots/link")).doesNotExist();
  }

  @Test
  void below_target_what_only_the_build_may_write_comes_back_where_it_is_wanted() throws Exception {
    Files.createDirectories(target.resolve("classes"));
    Files.writeString(target.resolve("classes/generated.properties"), "old");
    byte[] tar =
        new HostileTarBuilder()
            .file("target/classes/generated.properties", "new")
            .file("target/classes/It.class", "planted")
            .file("target/generated-docs/a", "doc")
            .file("target/generated-docs/.git/config", "planted")
            .file("target/generated-docs2/a", "planted")
            .bytes();

    TakeResult taken =
        files("target/classes/generated.properties", "target/generated-docs")
            .take(new ByteArrayInputStream(tar));

    assertThat(taken.remarks())
        .containsExactly(
            "3 files where only the build itself may write left out, the first: 'target/classes/It.class'");
    assertThat(target.resolve("classes/generated.properties")).hasContent("new");
    assertThat(target.resolve("generated-docs/a")).hasContent("doc");
  }

  @Test
  void of_a_crash_only_its_own_files_are_taken_and_nothing_else_is_remarked() throws Exception {
    Files.writeString(module.resolve("hs_err_pid7.log"), "host's");
    byte[] tar =
        new HostileTarBuilder()
            .directory("module/")
            .file("module/pom.xml", "planted")
            .file("module/hs_err_pid12.log", "crash")
            .file("module/hs_err_pid7.log", "crash")
            .file("module/replay_pid12.log", "replay")
            .file("module/java_pid12.hprof", "heap")
            .file("module/src/hs_err_pid12.log", "deeper")
            .file("module/.hprof", "planted")
            .file("module/hs_err_pid1.log/../../x", "planted")
            .special("module/replay_pid13.log", TarConstants.LF_SYMLINK, "/etc/passwd")
            .special("module/src/link", TarConstants.LF_SYMLINK, "/etc/passwd")
            .bytes();

    TakeResult taken = files().takeCrashes(new ByteArrayInputStream(tar));

    assertThat(taken.remarks())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("1 symbolic link left out"))
        .anyMatch(line -> line.contains("'module/hs_err_pid7.log'"));
    assertThat(module.resolve("hs_err_pid12.log")).hasContent("crash");
    assertThat(module.resolve("hs_err_pid7.log")).hasContent("host's");
    assertThat(module.resolve("replay_pid12.log")).hasContent("replay");
    assertThat(module.resolve("java_pid12.hprof")).hasContent("heap");
    assertThat(module.resolve("pom.xml")).doesNotExist();
    assertThat(module.resolve("src/hs_err_pid12.log")).doesNotExist();
  }
}
