package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of checkouts that git itself has made. */
class TrackedFilesTest {

  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void makeCheckout() throws Exception {
    root = Files.createDirectory(temporary.toRealPath().resolve("root"));
    git("init", "--quiet");
    file("pom.xml", "<project/>");
    file("app/LICENSE.txt", "free");
    file("app/data/a.csv", "1");
    file("lib/src/main/java/Lib.java", "class Lib {}");
  }

  private Path file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("git.out").toFile());
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    assertThat(builder.start().waitFor())
        .as(Files.readString(temporary.resolve("git.out")))
        .isZero();
  }

  private List<String> tracked(String... others) throws IOException {
    return names(of(root.resolve("app"), List.of(others)).folders().keySet());
  }

  private TrackedFiles of(Path module, List<String> others) throws IOException {
    return TrackedFiles.of(
        module,
        others.stream().map(root::resolve).toList(),
        List.of(root.resolve("app/target")),
        new TrackedFiles.Most(12, 1 << 20),
        new TrackedFiles.Most(10, 1 << 21));
  }

  private List<String> names(Collection<Path> files) {
    return files.stream().map(file -> root.relativize(file).toString()).sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void what_git_tracks_of_the_module_and_of_others(int version) throws Exception {
    file("app/secret.properties", "password");
    git("update-index", "--index-version", String.valueOf(version));
    git("add", "pom.xml", "app/LICENSE.txt", "app/data", "lib");
    if (version == 3) {
      // Git writes version 2, unless a file has more to be said about it.
      git("update-index", "--skip-worktree", "app/LICENSE.txt");
    }
    assertThat(Files.readAllBytes(root.resolve(".git/index"))[7]).isEqualTo((byte) version);

    assertThat(tracked()).containsExactly("app/LICENSE.txt", "app/data/a.csv");
    assertThat(tracked("lib"))
        .containsExactly("app/LICENSE.txt", "app/data/a.csv", "lib/src/main/java/Lib.java");
    assertThat(tracked("")).contains("pom.xml", "lib/src/main/java/Lib.java");
  }

  @Test
  void nothing_that_begins_with_a_dot_or_that_the_build_makes() throws Exception {
    file("app/.env", "password");
    file("app/data/.cache/x", "");
    file("app/data/.netrc", "");
    file("app/target/made", "");
    file("app/src/main/java/target/Real.java", "");
    git("add", "--force", ".");

    assertThat(tracked())
        .containsExactly("app/LICENSE.txt", "app/data/a.csv", "app/src/main/java/target/Real.java");
  }

  @Test
  void nothing_below_a_link_that_has_taken_a_folders_place() throws Exception {
    git("add", ".");
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("a.csv"), "another's");
    Files.delete(root.resolve("app/data/a.csv"));
    Files.delete(root.resolve("app/data"));
    Files.createSymbolicLink(root.resolve("app/data"), elsewhere);

    assertThat(tracked()).containsExactly("app/LICENSE.txt");
  }

  @Test
  void nothing_that_is_gone_and_links_as_links() throws Exception {
    Files.createSymbolicLink(root.resolve("app/link"), Path.of("/etc/passwd"));
    git("add", ".");
    Files.delete(root.resolve("app/LICENSE.txt"));
    HostFiles files = new HostFiles(1, 2);

    of(root.resolve("app"), List.of()).addTo(files);

    String app = root.resolve("app").toString().substring(1);
    var written = HostFilesTest.written(files);
    assertThat(written.keySet())
        .endsWith(app + "/", app + "/data/", app + "/data/a.csv", app + "/link");
    assertThat(written.get(app + "/link").header().getLinkName()).isEqualTo("/etc/passwd");
  }

  @Test
  void by_the_path_that_is_given_where_links_lead_to_the_checkout() throws Exception {
    git("add", ".");
    Path given = Files.createSymbolicLink(temporary.resolve("given"), root.resolve("app"));

    assertThat(of(given, List.of()).folders())
        .containsOnlyKeys(given.resolve("LICENSE.txt"), given.resolve("data/a.csv"));
  }

  @Test
  void also_of_a_worktree_whose_git_is_elsewhere_and_in_any_script() throws Exception {
    assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
    file("app/h\u00fc\u8def", "");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.test", "commit", "--quiet", "-m", "x");
    git("worktree", "add", "--quiet", "../tree");
    root = root.resolveSibling("tree");

    assertThat(tracked()).containsExactly("app/LICENSE.txt", "app/data/a.csv", "app/h\u00fc\u8def");
  }

  @Test
  void with_hashes_of_another_kind() throws Exception {
    Files.move(root.resolve(".git"), temporary.resolve("former"));
    git("init", "--quiet", "--object-format=sha256");
    git("add", ".");

    assertThat(tracked()).containsExactly("app/LICENSE.txt", "app/data/a.csv");
  }

  /** As with {@code index.skipHash}. */
  @ParameterizedTest
  @CsvSource({"sha1,20", "sha256,32"})
  void without_a_hash_of_the_index(String format, int length) throws Exception {
    Files.move(root.resolve(".git"), temporary.resolve("former"));
    git("init", "--quiet", "--object-format=" + format);
    git("add", ".");
    Path index = root.resolve(".git/index");
    byte[] bytes = Files.readAllBytes(index);
    Arrays.fill(bytes, bytes.length - length, bytes.length, (byte) 0);
    Files.write(index, bytes);

    assertThat(tracked()).containsExactly("app/LICENSE.txt", "app/data/a.csv");
  }

  @Test
  void over_the_limits_nothing_and_a_line_says_so() throws Exception {
    for (int i = 0; i < 11; i++) {
      file("lib/" + i, "");
    }
    git("add", ".");

    TrackedFiles files = of(root.resolve("app"), List.of("lib"));
    assertThat(names(files.folders().keySet()))
        .containsExactly("app/LICENSE.txt", "app/data/a.csv");
    assertThat(files.remarks())
        .containsExactly(
            "tests do not get the files that git tracks in the build's other modules: they are more than 10, or more than 2 MiB. Name those that tests read in <test><files>");

    file("app/data/a.csv", "x".repeat(1 << 20));
    TrackedFiles none = of(root.resolve("app"), List.of());
    assertThat(none.folders()).isEmpty();
    assertThat(none.remarks())
        .singleElement()
        .asString()
        .contains("in the module '" + root.resolve("app") + "': they are more than 12, or");
  }

  @Test
  void nothing_where_there_is_no_git_or_its_index_is_damaged() throws Exception {
    assertThat(tracked()).isEmpty();

    git("add", ".");
    Path index = root.resolve(".git/index");
    byte[] bytes = Files.readAllBytes(index);
    bytes[bytes.length / 2] ^= 1;
    Files.write(index, bytes);
    assertThat(tracked()).isEmpty();

    Files.write(index, new byte[100]);
    assertThat(tracked()).isEmpty();
    Files.write(index, new byte[0]);
    assertThat(tracked()).isEmpty();
  }

  @Test
  void nothing_of_a_split_index_which_lists_only_what_is_new() throws Exception {
    git("add", ".");
    git("update-index", "--split-index");
    file("app/new", "");
    git("add", ".");

    assertThat(tracked()).isEmpty();
  }

  /** In an index that another program wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"app/../../secret", "app//etc/passwd", "/etc/passwd", "app/a/../../x"})
  void no_name_leads_out_of_the_folder(String name) throws Exception {
    Files.writeString(temporary.resolve("secret"), "");
    file("x", "");
    Files.write(root.resolve(".git/index"), GitIndexes.of(name));

    assertThat(tracked()).isEmpty();
    Files.write(root.resolve(".git/index"), GitIndexes.of("app/LICENSE.txt"));
    assertThat(tracked()).containsExactly("app/LICENSE.txt");
  }
}
