package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFilesTest {

  private final HostFiles files = new HostFiles(4711, 4712);

  @TempDir Path temporary;
  private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(temporary.toRealPath().resolve("tree"));
  }

  private Path file(String name, String content) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  /** The name that a path has in the tar. */
  private static String in(Path path) {
    return path.toString().substring(1);
  }

  private Map<String, Unpacked> written() throws IOException {
    return written(files);
  }

  static Map<String, Unpacked> written(HostFiles files) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    files.writeTo(tar);
    return Unpacked.all(tar.toByteArray());
  }

  @Test
  void a_file_keeps_its_path_content_permissions_and_time_and_is_the_users() throws Exception {
    Path script = file("a/run.sh", "echo\n");
    permit(script, "rwxr-x---");
    Files.setLastModifiedTime(script, FileTime.from(Instant.parse("2020-02-02T02:02:02.1234567Z")));

    files.add(script);

    Unpacked found = written().get(in(script));
    assertThat(found.text()).isEqualTo("echo\n");
    assertThat(found.access()).isEqualTo("750 4711:4712");
    assertThat(found.header().getLastModifiedTime())
        .isEqualTo(FileTime.from(Instant.parse("2020-02-02T02:02:02.1234567Z")));
  }

  @Test
  void what_is_below_a_directory_is_taken_out_with_its_parents_there() throws Exception {
    Path repository = tree.resolve("repo");
    Path jar = file("repo/org/a.jar", "a");
    Path beside = file("repo-other/b.jar", "b");
    files.add(jar);
    files.add(beside);

    assertThat(files.takeBelow(repository).keySet()).containsExactly("org", "org/a.jar");
    assertThat(written())
        .containsKeys(in(tree) + "/", in(beside))
        .doesNotContainKeys(in(repository) + "/", in(jar.getParent()) + "/", in(jar));
    assertThat(files.takeBelow(repository)).isEmpty();
  }

  @Test
  void where_more_than_the_hosts_files_is_below_a_directory_nothing_is_taken_out()
      throws Exception {
    Path jar = file("repo/a.jar", "a");
    files.add(jar);
    files.addFile(tree.resolve("repo/b.jar").toString(), new byte[] {1}, 0644);

    assertThat(files.takeBelow(tree.resolve("repo"))).isEmpty();
    assertThat(written()).containsKeys(in(jar), in(tree.resolve("repo/b.jar")));
  }

  @Test
  void a_directory_that_tests_write_to_is_not_taken_out() throws Exception {
    Path jar = file("repo/a.jar", "a");
    files.add(jar);
    files.directory(tree.resolve("repo/written"));

    assertThat(files.takeBelow(tree.resolve("repo"))).isEmpty();
    assertThat(written()).containsKey(in(jar));
  }

  @Test
  void the_name_of_the_user_who_runs_Maven_is_not_told() throws Exception {
    files.add(file("a", ""));

    assertThat(written().values())
        .allSatisfy(entry -> assertThat(entry.header().getUserName()).isEmpty());
  }

  @Test
  void special_permissions_are_dropped() throws Exception {
    Path program = file("program", "");
    Files.setAttribute(program, "unix:mode", 06755);

    files.add(program);

    assertThat(written().get(in(program)).access()).isEqualTo("755 4711:4712");
  }

  @Test
  void a_tree_is_added_with_all_that_is_in_it() throws Exception {
    file("b/c", "1");
    file("a", "2");
    Files.createDirectories(tree.resolve("empty"));

    files.add(tree);

    assertThat(written().keySet())
        .endsWith(
            in(tree) + "/",
            in(tree) + "/a",
            in(tree) + "/b/",
            in(tree) + "/b/c",
            in(tree) + "/empty/")
        .doesNotContain("/", "", "./");
  }

  @Test
  void what_is_not_there_is_not_added_nor_are_its_parents() throws Exception {
    files.add(tree.resolve("none/none"));

    assertThat(written()).isEmpty();
  }

  @Test
  void parents_come_first_and_only_once_and_can_be_entered() throws Exception {
    permit(tree, "rwx------");
    files.add(file("a/b", ""));
    files.add(file("a/c", ""));

    Map<String, Unpacked> written = written();

    assertThat(written.keySet())
        .startsWith("tmp/")
        .endsWith(in(tree) + "/", in(tree) + "/a/", in(tree) + "/a/b", in(tree) + "/a/c");
    assertThat(written.get(in(tree) + "/").access()).isEqualTo("755 0:0");
  }

  @Test
  void a_parent_that_is_the_users_on_the_host_is_so_in_the_container() throws Exception {
    int uid = (Integer) Files.getAttribute(tree, "unix:uid");
    HostFiles own = new HostFiles(uid, 4712);
    own.add(file("a", ""));

    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    own.writeTo(tar);

    assertThat(Unpacked.all(tar.toByteArray()).get(in(tree) + "/").access())
        .isEqualTo("755 " + uid + ":4712");
  }

  @Test
  void everybody_can_write_where_temporary_files_are() throws Exception {
    files.addFile("/tmp/a", new byte[0], 0644);
    files.addFile("/var/tmp/a", new byte[0], 0644);
    files.directory(Path.of("/tmp"));

    Map<String, Unpacked> written = written();

    assertThat(written.get("tmp/").access()).isEqualTo("1777 0:0");
    assertThat(written.get("var/tmp/").access()).isEqualTo("1777 0:0");
    assertThat(written.get("var/").access()).isEqualTo("755 0:0");
  }

  @Test
  void a_directory_that_is_a_link_in_most_images_is_left_to_the_image() throws Exception {
    files.addFile("/lib/x/y", new byte[0], 0644);

    assertThat(written().keySet()).containsExactly("lib/x/", "lib/x/y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tmp/..", "/a/../../"})
  void the_root_is_refused(String root) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> files.add(Path.of(root)))
        .withMessage(
            "'" + Path.of(root) + "' is the root of the file system; name what is needed of it");
    assertThatIllegalArgumentException().isThrownBy(() -> files.directory(Path.of(root)));
  }

  @Test
  void two_dots_go_by_name_not_by_link() throws Exception {
    file("sibling", "right");
    Files.createDirectories(tree.resolve("elsewhere/deep"));
    file("elsewhere/sibling", "wrong");
    Files.createSymbolicLink(tree.resolve("link"), tree.resolve("elsewhere/deep"));

    files.add(tree.resolve("link/../sibling"));

    assertThat(written().get(in(tree.resolve("sibling"))).text()).isEqualTo("right");
  }

  private Path link(String name, String target) throws IOException {
    Files.createDirectories(tree.resolve(name).getParent());
    return Files.createSymbolicLink(tree.resolve(name), Path.of(target));
  }

  private static String target(Unpacked entry) {
    return entry.header().isSymbolicLink() ? entry.header().getLinkName() : "no link";
  }

  @Test
  void links_to_what_is_added_are_links_and_so_are_those_to_nothing() throws Exception {
    file("a/b/content", "1");
    link("a/file", "b/content");
    link("a/folder", "b");
    link("a/through", "folder/../b/./content");
    link("a/absolute", tree.resolve("a/b").toString());
    link("a/back", "..");
    link("a/dangling", "../none");
    link("a/self", "self");
    link("a/chain", "file");

    files.add(tree);

    Map<String, Unpacked> written = written();
    String a = in(tree.resolve("a"));
    assertThat(written.keySet())
        .endsWith(
            a + "/absolute",
            a + "/b/",
            a + "/b/content",
            a + "/back",
            a + "/chain",
            a + "/dangling",
            a + "/file",
            a + "/folder",
            a + "/self",
            a + "/through");
    assertThat(target(written.get(a + "/absolute"))).isEqualTo(tree.resolve("a/b").toString());
    assertThat(target(written.get(a + "/back"))).isEqualTo("..");
    assertThat(target(written.get(a + "/chain"))).isEqualTo("file");
    assertThat(target(written.get(a + "/dangling"))).isEqualTo("../none");
    assertThat(target(written.get(a + "/file"))).isEqualTo("b/content");
    assertThat(target(written.get(a + "/self"))).isEqualTo("self");
    assertThat(target(written.get(a + "/through"))).isEqualTo("folder/../b/./content");
    assertThat(written.get(a + "/file").access()).isEqualTo("777 4711:4712");
  }

  @Test
  void what_another_link_leads_to_is_written_under_the_links_name() throws Exception {
    file("real/content", "1");
    link("given/directory", "../real");
    link("given/file", tree.resolve("real/content").toString());
    link("given/second", "directory/content");

    files.add(tree.resolve("given"));

    Map<String, Unpacked> written = written();
    String given = in(tree.resolve("given"));
    assertThat(written.keySet())
        .endsWith(
            given + "/",
            given + "/directory/",
            given + "/directory/content",
            given + "/file",
            given + "/second")
        .doesNotContain(in(tree.resolve("real/content")));
    assertThat(written.get(given + "/file").text()).isEqualTo("1");
    assertThat(target(written.get(given + "/file"))).isEqualTo("no link");
    assertThat(written.get(given + "/second").text()).isEqualTo("1");
  }

  @Test
  void a_link_that_is_named_itself_is_followed() throws Exception {
    file("real/content", "1");
    Path named = link("named", "real");

    files.add(tree.resolve("real"));
    files.add(named);

    assertThat(written().get(in(named) + "/content").text()).isEqualTo("1");
  }

  @Test
  void a_link_below_which_something_else_was_added_is_followed() throws Exception {
    file("real/content", "1");
    file("real/other", "2");
    Path folder = link("a/link", "../real");
    files.add(folder.resolve("other"));

    files.add(tree);

    assertThat(written().get(in(folder) + "/content").text()).isEqualTo("1");
  }

  @Test
  void within_folders_no_link_leads_out_of_them_or_to_hidden_files() throws Exception {
    file("module/shared/a", "shared");
    file("module/.env", "password");
    file("module/.secrets/a", "password");
    file("secret", "password");
    link("module/src/shared", "../shared/a");
    link("module/src/absolute", tree.resolve("module/shared/a").toString());
    link("module/src/chain", "shared");
    link("module/src/hidden", "../.env");
    link("module/src/below", "../.secrets/a");
    link("module/src/out", "../../secret");
    link("module/away", tree.toString());
    link("module/src/through", "../away/module/shared/a");
    Path named = link("module/src/named", "../../secret");

    files.addWithin(tree.resolve("module/src"), List.of(tree.resolve("module")));
    files.add(named);

    Map<String, Unpacked> written = written();
    String src = in(tree.resolve("module/src"));
    assertThat(written.get(src + "/shared").text()).isEqualTo("shared");
    assertThat(written.get(src + "/absolute").text()).isEqualTo("shared");
    assertThat(written.get(src + "/chain").text()).isEqualTo("shared");
    assertThat(target(written.get(src + "/hidden"))).isEqualTo("../.env");
    assertThat(target(written.get(src + "/below"))).isEqualTo("../.secrets/a");
    assertThat(target(written.get(src + "/out"))).isEqualTo("../../secret");
    assertThat(target(written.get(src + "/through"))).isEqualTo("../away/module/shared/a");
    assertThat(written.get(src + "/named").text()).isEqualTo("password");
  }

  @Test
  void within_folders_nothing_comes_by_a_link_to_a_folder() throws Exception {
    file("module/.env", "password");
    file("module/.git/config", "password");
    file("module/untracked", "password");
    Path tracked = file("module/shared/a", "shared");
    link("module/src/root", "../..");
    link("module/src/shared", "../shared");

    files.addWithin(tree.resolve("module/src"), List.of(tree, tree.resolve("module")));
    files.addPlain(tracked, tree.resolve("module"));

    Map<String, Unpacked> written = written();
    String module = in(tree.resolve("module"));
    assertThat(written.keySet())
        .endsWith(
            module + "/",
            module + "/shared/",
            module + "/shared/a",
            module + "/src/",
            module + "/src/root",
            module + "/src/shared");
    assertThat(target(written.get(module + "/src/shared"))).isEqualTo("../shared");
  }

  @Test
  void not_even_where_it_is_such_a_link_itself() throws Exception {
    file("secrets/a", "password");
    Path src = link("module/src", "../secrets");

    files.addWithin(src, List.of(tree.resolve("module")));

    assertThat(target(written().get(in(src)))).isEqualTo("../secrets");
  }

  @Test
  void a_plain_file_comes_with_its_folders_which_are_the_users() throws Exception {
    Path file = file("module/data/deep/a", "1");
    Path link = link("module/data/link", "deep");

    files.addPlain(file, tree.resolve("module"));
    files.addPlain(link, tree.resolve("module"));

    Map<String, Unpacked> written = written();
    assertThat(written.get(in(tree.resolve("module")) + "/").access()).endsWith(" 4711:4712");
    assertThat(written.get(in(file.getParent()) + "/").access()).endsWith(" 4711:4712");
    assertThat(written.get(in(file)).text()).isEqualTo("1");
    assertThat(target(written.get(in(link)))).isEqualTo("deep");
  }

  @Test
  void a_link_back_is_not_followed_again_and_again() throws Exception {
    file("real/file", "");
    link("real/back", tree.resolve("real").toString());
    link("given/link", "../real");

    files.add(tree.resolve("given"));

    String link = in(tree.resolve("given/link"));
    assertThat(written().keySet()).endsWith(link + "/", link + "/file");
  }

  /** Each link would double the time, if each began to count anew. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void links_that_lead_through_many_links_are_looked_up_in_no_time() throws Exception {
    Files.createDirectory(tree.resolve("d0"));
    for (int i = 1; i < 40; i++) {
      link("d" + i, "d" + (i - 1) + "/../d" + (i - 1));
    }

    files.add(tree);

    Map<String, Unpacked> written = written();
    assertThat(target(written.get(in(tree.resolve("d39"))))).isEqualTo("d38/../d38");
  }

  @Test
  void links_that_multiply_end_with_an_error() throws Exception {
    for (int from = 0; from < 8; from++) {
      Files.createDirectory(tree.resolve("d" + from));
    }
    for (int from = 0; from < 8; from++) {
      for (int to = 0; to < 8; to++) {
        link("d" + from + "/l" + to, tree.resolve("d" + to).toString());
      }
    }
    HostFiles few = new HostFiles(1, 1, 1000);
    few.add(tree.resolve("d0"));

    assertThatIOException()
        .isThrownBy(() -> few.writeTo(OutputStream.nullOutputStream()))
        .withMessageStartingWith("there are more than 1000 files to copy into the container");
  }

  @Test
  void a_fifo_is_left_out() throws Exception {
    file("file", "");
    assertThat(new ProcessBuilder("mkfifo", tree.resolve("fifo").toString()).start().waitFor())
        .isZero();

    files.add(tree);

    assertThat(written().keySet()).endsWith(in(tree) + "/", in(tree) + "/file");
  }

  @Test
  void what_is_added_twice_is_written_once() throws Exception {
    Path inner = file("a/b", "1");
    files.add(inner);
    files.add(tree);
    files.add(tree.resolve("a"));
    files.add(inner);

    Map<String, Unpacked> written = written();

    assertThat(written.get(in(inner)).text()).isEqualTo("1");
    assertThat(written.get(in(tree) + "/a/").access()).endsWith("4711:4712");
  }

  @Test
  void a_file_of_ours_replaces_the_hosts() throws Exception {
    Path host = file("passwd", "host");
    files.addFile(host.toString(), "ours".getBytes(), 04640);
    files.add(host);

    Unpacked found = written().get(in(host));

    assertThat(found.text()).isEqualTo("ours");
    assertThat(found.access()).isEqualTo("640 4711:4712");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "./a", "", "/", "/tmp", "/tmp/file/below"})
  void a_file_of_ours_has_to_have_a_place(String path) throws Exception {
    files.addFile("/tmp/file", new byte[0], 0644);

    assertThatIllegalArgumentException().isThrownBy(() -> files.addFile(path, new byte[0], 0644));
  }

  @Test
  void a_directory_comes_without_what_is_in_it_and_is_the_users() throws Exception {
    file("a", "");
    permit(tree, "rwxr-xr--");
    files.directory(tree);
    files.directory(tree.resolve("new/home"));

    Map<String, Unpacked> written = written();

    assertThat(written).doesNotContainKey(in(tree) + "/a");
    assertThat(written.get(in(tree) + "/").access()).isEqualTo("754 4711:4712");
    assertThat(written.get(in(tree) + "/new/").access()).isEqualTo("755 0:0");
    assertThat(written.get(in(tree) + "/new/home/").access()).isEqualTo("755 4711:4712");
  }

  @Test
  void long_names_and_names_of_any_script_are_kept() throws Exception {
    // As URIs, because the tests may run in a locale that has none of these.
    Path folder = Path.of(URI.create(tree.toUri() + "%E8%B7%AF"));
    Files.createDirectory(folder);
    Path file = folder.resolve("x".repeat(200));
    Files.writeString(file, "1");
    Path noUtf8 = Path.of(URI.create(tree.toUri() + "%FF"));
    Files.writeString(noUtf8, "2");

    files.add(tree);

    assertThat(written().keySet())
        .endsWith(in(tree) + "/", in(tree) + "/\u8def/", in(tree) + "/\u8def/" + "x".repeat(200));
  }

  @Test
  void a_file_above_8_GiB_is_announced() throws Exception {
    Path large = tree.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(9L << 30);
    }
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    OutputStream onlyTheStart =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            start.write(b);
            if (start.size() > 1 << 17) {
              throw new IOException("enough");
            }
          }
        };
    files.add(large);

    assertThatIOException().isThrownBy(() -> files.writeTo(onlyTheStart)).withMessage("enough");

    TarArchiveInputStream tar =
        new TarArchiveInputStream(new ByteArrayInputStream(start.toByteArray()));
    while (!tar.getNextEntry().getName().endsWith("/large")) {}
    assertThat(tar.getCurrentEntry().getSize()).isEqualTo(9L << 30);
  }

  @Test
  void a_file_that_has_gone_is_left_out() throws Exception {
    file("a", "");
    file("b", "1");
    files.add(tree);
    Files.delete(tree.resolve("a"));

    assertThat(written().keySet()).endsWith(in(tree) + "/", in(tree) + "/b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000, 3_000_000})
  void a_file_whose_size_changes_while_it_is_read_does_not_shift_the_rest(int size)
      throws Exception {
    Path changing = file("a", "x".repeat(2_000_000));
    file("b", "after");
    files.add(tree);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    OutputStream changer =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("one byte at a time");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (tar.size() == 0) {
              try (RandomAccessFile file = new RandomAccessFile(changing.toFile(), "rw")) {
                file.setLength(size);
              }
            }
            tar.write(bytes, offset, length);
          }
        };

    files.writeTo(changer);

    Map<String, Unpacked> written = Unpacked.all(tar.toByteArray());
    assertThat(written.get(in(changing)).content()).hasSize(2_000_000);
    assertThat(written.get(in(tree) + "/b").text()).isEqualTo("after");
  }

  @Test
  void the_same_files_make_the_same_tar_whatever_their_order() throws Exception {
    file("a", "1");
    file("b", "2");
    HostFiles reversed = new HostFiles(4711, 4712);
    files.add(tree.resolve("a"));
    files.add(tree.resolve("b"));
    reversed.add(tree.resolve("b"));
    reversed.add(tree.resolve("a"));
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();

    files.writeTo(one);
    reversed.writeTo(other);

    assertThat(one.toByteArray()).isEqualTo(other.toByteArray());
  }
}
