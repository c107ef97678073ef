package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFilesTest {

  private final HostileTarBuilder tar = new HostileTarBuilder();

  @TempDir Path temporary;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = temporary.resolve("project/target");
  }

  private Taken take() throws IOException {
    return take(tar.bytes());
  }

  private Taken take(byte[] bytes) throws IOException {
    return take(new ByteArrayInputStream(bytes), TargetLimits.DEFAULT);
  }

  private Taken take(TargetLimits limits) throws IOException {
    return take(new ByteArrayInputStream(tar.bytes()), limits);
  }

  private Taken take(InputStream in, TargetLimits limits) throws IOException {
    return Taken.of(new TargetFiles(target, "app-1.0", limits).take(in));
  }

  private record Taken(int files, long bytes, List<String> remarks) {

    private static Taken of(TakeResult result) {
      return new Taken(result.files(), result.bytes(), result.remarks());
    }
  }

  private static TargetLimits limits(long bytes, int files, long fileBytes) {
    return new TargetLimits(bytes, files, fileBytes, 1 << 20, 40, 3);
  }

  private Path host(String name, String content) throws IOException {
    Path file = target.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  /** What remembers files that were taken, which no test can write. */
  private static final Set<String> OWN = Set.of("sandbox", "sandbox/taken", "sandbox/taken/files");

  /** All that is below the test's folder but target and its parent. */
  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(path -> !target.startsWith(path))
          .map(path -> (path.startsWith(target) ? target : temporary).relativize(path).toString())
          .filter(name -> !OWN.contains(name))
          .sorted()
          .toList();
    }
  }

  @Test
  void files_and_directories_are_taken() throws Exception {
    tar.directory("target/")
        .directory("target/empty/")
        .file("target/out.txt", "hello")
        .file("target/a/b/c.txt", "deep");

    assertThat(take()).isEqualTo(new Taken(2, 9, List.of()));
    assertThat(files()).containsExactly("a", "a/b", "a/b/c.txt", "empty", "out.txt");
    assertThat(target.resolve("a/b/c.txt")).hasContent("deep");
  }

  @Test
  void times_are_kept_but_those_to_come() throws Exception {
    tar.file("target/past", "", 0644, HostileTarBuilder.TIME)
        .file("target/future", "", 0644, Instant.parse("2222-02-02T02:02:02Z"));

    take();

    assertThat(Files.getLastModifiedTime(target.resolve("past")))
        .isEqualTo(FileTime.from(HostileTarBuilder.TIME));
    assertThat(Files.getLastModifiedTime(target.resolve("future")))
        .isLessThanOrEqualTo(FileTime.from(Instant.now()));
  }

  @ParameterizedTest
  @CsvSource({
    "0644, rw-r--r--",
    "0, rw-------",
    "07777, rwxr-xr-x",
    "0100, rwx------",
    "0666, rw-r--r--"
  })
  void the_owner_can_write_and_nobody_else(String mode, String expected) throws Exception {
    tar.file("target/file", "", Integer.parseInt(mode, 8), HostileTarBuilder.TIME);

    take();

    assertThat(PosixFilePermissions.fromString(expected))
        .containsAll(Files.getPosixFilePermissions(target.resolve("file")));
    assertThat((Integer) Files.getAttribute(target.resolve("file"), "unix:mode") & 07022).isZero();
    assertThat(Files.isExecutable(target.resolve("file"))).isEqualTo(expected.startsWith("rwx"));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 'symbolic link', 'symbolic links'",
    "1, 'hard link', 'hard links'",
    "3, 'special file', 'special files'",
    "4, 'special file', 'special files'",
    "6, 'special file', 'special files'",
    "7, 'special file', 'special files'",
    "Z, 'special file', 'special files'",
  })
  void what_is_neither_a_file_nor_a_directory_is_left_out(char type, String one, String many)
      throws Exception {
    tar.special("target/x", (byte) type, "/etc/passwd").file("target/after", "");

    assertThat(take().remarks()).containsExactly("1 " + one + " left out: 'target/x'");

    HostileTarBuilder two = new HostileTarBuilder();
    two.special("target/x", (byte) type, "../../x").special("target/y", (byte) type, "x");
    assertThat(take(two.bytes()).remarks())
        .containsExactly("2 " + many + " left out, the first: 'target/x'");
    assertThat(files()).containsExactly("after");
  }

  @Test
  void a_sparse_file_is_left_out_whatever_size_it_says_it_has() throws Exception {
    byte[] header = new HostileTarBuilder().file("target/x", "").bytes();
    header[156] = TarConstants.LF_GNUTYPE_SPARSE;
    // Where old GNU tar has the real size: 8 GiB less one.
    System.arraycopy("77777777777".getBytes(), 0, header, 483, 11);
    checksum(header);
    byte[] all = Arrays.copyOf(header, 512);
    byte[] after = tar.file("target/after", "").bytes();

    Taken taken = take(concat(all, after));

    assertThat(taken.remarks()).containsExactly("1 sparse file left out: 'target/x'");
    assertThat(files()).containsExactly("after");
  }

  private static void checksum(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += Byte.toUnsignedInt(header[i]);
    }
    System.arraycopy("%06o\0 ".formatted(sum).getBytes(), 0, header, 148, 8);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target/../x",
        "target/..",
        "target/a/../../../x",
        "../target/x",
        "/target/x",
        "/etc/x",
        "target//x",
        "target/./x",
        "./target/x",
        "x",
        "targets/x",
        "Target/x",
        "target/a\nb",
        "target/\u001b[2J",
        "target/\u0085",
        "target/a\u0000b/" + LONG,
      })
  void unsafe_names_are_left_out(String name) throws Exception {
    tar.file(name, "x").directory(name + "/").file("target/after", "");

    Taken taken = take();

    assertThat(taken.remarks()).hasSize(1);
    assertThat(taken.remarks().get(0))
        .startsWith("2 files with unsafe names left out, the first: '")
        .matches("[ -~]*");
    assertThat(files()).containsExactly("after");
  }

  /** More than a plain header's 100 bytes, in which a zero would be the end. */
  private static final String LONG =
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          + "xxxxxxxxxx";

  @Test
  void a_file_in_targets_own_place_is_left_out() throws Exception {
    tar.file("target", "x");

    assertThat(take().remarks()).hasSize(1);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void remarks_cannot_steer_a_terminal_and_are_short() throws Exception {
    tar.file("target/\u001b]0;\u0007\n\u202e" + "x".repeat(3000), "");

    assertThat(take().remarks().get(0))
        .matches("[ -~]{1,400}")
        .contains("\\u001B]0;\\u0007\\n\\u202E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes/Evil.class",
        "test-classes/Evil.class",
        "generated-sources/Evil.java",
        "generated-snippets",
        "Generated-Snippets2/x",
        "surefire-reports",
        "surefire-reports/TEST-x.xml",
        "surefire-reports/test-X.XML",
        "surefire-reports/it.FirstTest.txt",
        "surefire-reports/it.FirstTest-output.txt",
        "surefire-reports/deep/TEST-x.xml",
        "surefire-reports/deep/junitreports.xml/TEST-x.xml",
        "surefire-reports/TEST-x.xml/junitreports/x",
        "SUREFIRE-reports/TE\u017fT-x.xml",
        "surefire-reports2/x",
        "surefire/surefire.properties",
        "failsafe-reports/FAILSAFE-summary.xml",
        "failsafe-reports/deep/failsafe-summary.xml",
        "surefire",
        "failsafe-reports/failsafe-summary.xml",
        "maven-status/x",
        "sandbox/runs/1/run.json",
        "app-1.0.jar",
        "app-1.0",
        "CLASSES/Evil.class",
        "Sandbox/x",
        "APP-1.0.war",
        "cla\u017f\u017fes/x",
        "clas\u200cses/x",
        "\u212alasses/../x",
      })
  void what_the_build_itself_writes_is_never_taken(String name) throws Exception {
    tar.file("target/" + name, "evil", 0644, Instant.parse("2222-02-02T02:02:02Z"));

    Taken taken = take();

    assertThat(taken.files()).isZero();
    assertThat(taken.remarks()).hasSize(1);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "surefire-reports/testng-results.xml",
        "surefire-reports/index.html",
        "surefire-reports/junitreports/TEST-it.FirstTest.xml",
        "surefire-reports/Suite/notes.txt",
        "failsafe-reports/2020-02-02T02-02-02_020-jvmRun1.dump",
        "generated-snippets/index/http-request.adoc",
        "app-1.0sauce/x",
        "app-1.01.jar",
      })
  void what_tests_write_beside_that_is_taken(String name) throws Exception {
    tar.file("target/" + name, "tests'");

    assertThat(take().remarks()).isEmpty();
    assertThat(target.resolve(name)).hasContent("tests'");
  }

  @ParameterizedTest
  @CsvSource({
    "all, allure-results/x, true",
    "all, all.jar, false",
    "all, all-sources.jar, false",
    "all, all/index.html, false",
    "all, ALL.War, false",
    "a, allure-results/x, true",
  })
  void the_artifacts_names_are_no_others(String finalName, String name, boolean taken)
      throws Exception {
    byte[] bytes = tar.file("target/" + name, "").bytes();

    TakeResult result = new TargetFiles(target, finalName).take(new ByteArrayInputStream(bytes));

    assertThat(result.files()).isEqualTo(taken ? 1 : 0);
  }

  @Test
  void such_names_deeper_down_are_taken() throws Exception {
    tar.file("target/it/classes/A.class", "").file("target/x/app-1.0.jar", "");

    assertThat(take()).isEqualTo(new Taken(2, 0, List.of()));
  }

  @Test
  void what_was_copied_in_and_did_not_change_is_not_remarked() throws Exception {
    Path file = host("classes/A.class", "same");
    Path other = host("data/a", "same");
    FileTime time = FileTime.from(HostileTarBuilder.TIME.plusMillis(600));
    Files.setLastModifiedTime(file, time);
    Files.setLastModifiedTime(other, time);
    tar.directory("target/classes/")
        .file("target/classes/A.class", "same")
        .file("target/data/a", "same");

    assertThat(take()).isEqualTo(new Taken(0, 0, List.of()));
  }

  @Test
  void a_file_that_no_sandbox_wrote_stays_and_is_named() throws Exception {
    Path file = host("data/a", "host's");
    host("data/same", "same");
    tar.file("target/data/a", "other").file("target/data/same", "same");

    Taken taken = take();

    assertThat(taken.remarks())
        .containsExactly(
            "1 file stayed as it was, because something other than sandboxed tests wrote it last: "
                + "'target/data/a'; to get what the tests wrote, delete it before they run "
                + "('mvn clean' deletes target)");
    assertThat(file).hasContent("host's");
    assertThat(target.resolve("data/same")).hasContent("same");
  }

  @Test
  void links_on_the_host_are_not_followed() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createDirectories(target);
    Files.createSymbolicLink(target.resolve("folder"), outside);
    Files.createSymbolicLink(target.resolve("file"), outside.resolve("new"));
    Files.createSymbolicLink(target.resolve("jacoco.exec"), outside.resolve("new"));
    tar.file("target/folder/new", "x")
        .file("target/folder/deep/new", "x")
        .directory("target/folder/")
        .file("target/file", "x")
        .file("target/jacoco.exec", "x");

    Taken taken = take();

    assertThat(taken.files()).isZero();
    assertThat(taken.remarks())
        .containsExactly(
            "5 files where the host has links or other kinds of files left out, the first: "
                + "'target/folder/new'");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void a_file_does_not_replace_a_directory_nor_the_other_way_round() throws Exception {
    host("a/file", "host's");
    tar.file("target/a", "x").directory("target/a/file/").file("target/a/file/b", "x");

    assertThat(take().remarks())
        .containsExactly(
            "3 files where the host has links or other kinds of files left out, the first: 'target/a'");
    assertThat(target.resolve("a/file")).hasContent("host's");
  }

  @Test
  void target_itself_may_be_a_link() throws Exception {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createDirectories(target.getParent());
    Files.createSymbolicLink(target, elsewhere);
    tar.file("target/a", "x");

    take();

    assertThat(elsewhere.resolve("a")).hasContent("x");
  }

  private Path hostCoverage(String name, String more) throws IOException {
    Path file = host(name, "");
    return Files.write(file, coverage(more));
  }

  private static byte[] coverage(String more) {
    return concat(new byte[] {1, (byte) 0xc0, (byte) 0xc0}, more.getBytes(UTF_8));
  }

  private HostileTarBuilder coverage(String name, String more) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
    entry.setModTime(HostileTarBuilder.TIME.toEpochMilli());
    return tar.add(entry, coverage(more));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jacoco.exec", "jacoco-it.exec", "deep/er/any name"})
  void coverage_is_appended_whatever_its_name(String name) throws Exception {
    Path host = hostCoverage(name, "one,");
    // As one that nothing has changed: JaCoCo's files are often as large, and of one second.
    Files.setLastModifiedTime(host, FileTime.from(HostileTarBuilder.TIME));
    coverage("target/" + name, "two,");
    coverage("target/new.exec", "three");

    assertThat(take()).isEqualTo(new Taken(2, 15, List.of()));
    assertThat(host).hasBinaryContent(concat(coverage("one,"), coverage("two,")));
    assertThat(target.resolve("new.exec")).hasBinaryContent(coverage("three"));
    take(
        new HostileTarBuilder()
            .add(new TarArchiveEntry("target/new.exec"), coverage("four"))
            .bytes());
    assertThat(target.resolve("new.exec"))
        .hasBinaryContent(concat(coverage("three"), coverage("four")));
  }

  @Test
  void coverage_that_a_fork_has_appended_to_the_hosts_is_not_doubled() throws Exception {
    Path host = hostCoverage("jacoco.exec", "one,");
    tar.add(new TarArchiveEntry("target/jacoco.exec"), concat(coverage("one,"), coverage("two,")));

    assertThat(take().bytes()).isEqualTo(7);
    assertThat(host).hasBinaryContent(concat(coverage("one,"), coverage("two,")));
  }

  @Test
  void coverage_and_other_content_do_not_mix() throws Exception {
    Path coverage = hostCoverage("jacoco.exec", "one");
    Path text = host("text", "host's");
    tar.file("target/jacoco.exec", "<script>").file("target/empty", "");
    coverage("target/text", "two");
    coverage("target/empty", "two");

    assertThat(take().remarks()).hasSize(1);
    assertThat(coverage).hasBinaryContent(coverage("one"));
    assertThat(text).hasContent("host's");
    assertThat(target.resolve("empty")).hasBinaryContent(coverage("two"));
  }

  @Test
  void coverage_waits_for_its_lock() throws Exception {
    Path host = hostCoverage("jacoco.exec", "");
    tar.file("target/first", "");
    coverage("target/jacoco.exec", "two");
    CompletableFuture<Taken> taking;
    try (FileChannel channel = FileChannel.open(host, StandardOpenOption.APPEND);
        FileLock lock = channel.lock()) {
      taking = take(tar.bytes(), Path.of("first"));
      assertThat(lock.isValid()).isTrue();
      Files.writeString(host, "one,", StandardOpenOption.APPEND);
    }

    assertThat(taking.join().remarks()).isEmpty();
    assertThat(host).hasBinaryContent(concat(coverage("one,"), coverage("two")));
  }

  /** Takes in another thread, and returns when a file has appeared. */
  private CompletableFuture<Taken> take(byte[] bytes, Path sign) throws Exception {
    CompletableFuture<Taken> taking =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return take(bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    while (!Files.exists(target.resolve(sign))) {
      Thread.onSpinWait();
    }
    return taking;
  }

  @Test
  void coverage_comes_into_a_file_that_another_fork_is_about_to_write() throws Exception {
    Files.createFile(Files.createDirectories(target).resolve("jacoco.exec"));

    take(
        new HostileTarBuilder()
            .add(new TarArchiveEntry("target/jacoco.exec"), coverage("measured"))
            .bytes());

    assertThat(Files.readAllBytes(target.resolve("jacoco.exec"))).isEqualTo(coverage("measured"));
  }

  @Test
  void several_forks_append_to_one_coverage() throws Exception {
    List<CompletableFuture<Void>> forks =
        IntStream.range(0, 6)
            .mapToObj(
                fork ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            take(
                                new HostileTarBuilder()
                                    .add(
                                        new TarArchiveEntry("target/a/b/jacoco.exec"),
                                        coverage(fork + "x".repeat(996)))
                                    .file("target/a/c/d/e", "")
                                    .bytes());
                          } catch (IOException e) {
                            throw new UncheckedIOException(e);
                          }
                        }))
            .toList();

    forks.forEach(CompletableFuture::join);

    assertThat(target.resolve("a/b/jacoco.exec")).hasSize(6000);
    assertThat(target.resolve("a/c/d/e")).exists();
  }

  @Test
  void coverage_that_is_cut_off_is_not_appended() throws Exception {
    Path host = hostCoverage("jacoco.exec", "one");
    byte[] bytes = coverage("target/jacoco.exec", "x".repeat(5000)).bytes();

    assertThat(take(Arrays.copyOf(bytes, 3000)).remarks()).hasSize(1);
    assertThat(host).hasBinaryContent(coverage("one"));
  }

  @Test
  void a_large_file_is_left_out() throws Exception {
    tar.file("target/large", "x".repeat(11)).file("target/small", "x".repeat(10));

    assertThat(take(limits(100, 100, 10)))
        .isEqualTo(new Taken(1, 10, List.of("1 file that is too large left out: 'target/large'")));
    assertThat(files()).containsExactly("small");
  }

  @Test
  void what_comes_after_too_many_bytes_is_left_out() throws Exception {
    tar.file("target/a", "x".repeat(10)).file("target/b", "x".repeat(11)).file("target/c", "");

    assertThat(take(limits(20, 100, 100)))
        .isEqualTo(
            new Taken(
                1,
                10,
                List.of(
                    "the limit of 20 bytes is reached at 'target/b', and the rest is left out")));
    assertThat(files()).containsExactly("a");
  }

  @Test
  void what_comes_after_too_many_files_is_left_out() throws Exception {
    tar.file("target/a/b", "").directory("target/c/").file("target/d", "").directory("target/e/");

    assertThat(take(limits(20, 3, 100)).remarks())
        .containsExactly(
            "the limit of 3 files and directories is reached at 'target/d', and the rest is left out");
    assertThat(files()).containsExactly("a", "a/b", "c");
  }

  @Test
  void a_limit_ends_the_reading_of_a_stream_without_end() throws Exception {
    byte[] start = tar.file("target/a", "x").file("target/classes/x", "x".repeat(512)).cut();
    // The second file's size: 8 GiB less one.
    System.arraycopy("77777777777".getBytes(), 0, start, 1024 + 124, 11);
    byte[] header = Arrays.copyOfRange(start, 1024, 1536);
    checksum(header);
    System.arraycopy(header, 0, start, 1024, 512);
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream(start),
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }
            });

    assertThat(take(endless, limits(100, 100, 100)))
        .isEqualTo(
            new Taken(
                1,
                1,
                List.of(
                    "the limit of 1048576 bytes to look through is reached at 'target/classes/x', "
                        + "and the rest is left out")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"target/a/b/c/d", "target/a/" + FORTY, "target/" + FORTY})
  void names_over_the_limits_are_left_out(String name) throws Exception {
    tar.file(name, "x").file("target/a/b/c", "x");

    assertThat(take(limits(100, 100, 100)).remarks())
        .containsExactly("1 file with too long a path left out: '" + name + "'");
    assertThat(files()).containsExactly("a", "a/b", "a/b/c");
  }

  private static final String FORTY = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

  @Test
  void a_name_that_no_file_system_takes_is_left_out() throws Exception {
    tar.file("target/" + "x".repeat(256), "x").file("target/" + "y".repeat(255), "x");

    assertThat(take().files()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_written_is_remarked_and_the_rest_taken() throws Exception {
    // Each of them is longer than the whole path may be for the system.
    TargetLimits generous = new TargetLimits(100, 100, 100, 1 << 20, 1 << 14, 100);
    tar.file("target/" + ("x".repeat(250) + "/").repeat(20) + "x", "x").file("target/a", "x");

    Taken taken = take(generous);

    assertThat(taken.remarks().get(0))
        .startsWith("1 file that cannot be written left out: 'target/x");
    assertThat(target.resolve("a")).hasContent("x");
  }

  @Test
  void a_tar_that_is_cut_off_anywhere_is_reported_and_leaves_no_half_file() throws Exception {
    byte[] bytes =
        tar.directory("target/")
            .file("target/zeros", "\0".repeat(2000))
            .file("target/classes/x", "\0".repeat(2000))
            .file("target/b", "x".repeat(700))
            .bytes();
    // The end are two records of zeros, of which one is enough, and filling.
    int end = 512 + 512 + 2048 + 512 + 2048 + 512 + 1024;
    for (int length = 0; length <= end; length += 128) {
      target = temporary.resolve(length + "/target");

      Taken taken = take(Arrays.copyOf(bytes, length));

      assertThat(taken.remarks())
          .as("cut at %d", length)
          .anySatisfy(
              remark ->
                  assertThat(remark)
                      .startsWith(
                          "the container's files are incomplete, the tar that they came in is"
                              + " damaged: '"));
      if (Files.exists(target.resolve("b"))) {
        assertThat(target.resolve("b")).hasContent("x".repeat(700));
      }
      if (Files.exists(target.resolve("zeros"))) {
        assertThat(target.resolve("zeros")).hasSize(2000);
      }
    }
    target = temporary.resolve("whole/target");
    assertThat(take(Arrays.copyOf(bytes, end + 512)).remarks())
        .containsExactly(
            "1 file where only the build itself may write left out: 'target/classes/x'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01T00:00:12.6Z", "2020-01-01T00:00:13.4Z"})
  void a_time_that_a_tar_has_rounded_is_no_change(String time) throws Exception {
    Path file = Files.createDirectories(target.resolve("classes")).resolve("App.class");
    Files.writeString(file, "class");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
    TarArchiveEntry entry = new TarArchiveEntry("target/classes/App.class");
    entry.setModTime(FileTime.from(Instant.parse("2020-01-01T00:00:13Z")));

    Taken taken = take(new HostileTarBuilder().add(entry, "class".getBytes(UTF_8)).bytes());

    assertThat(taken.remarks()).isEmpty();
  }

  @Test
  void a_damaged_tar_never_fails_with_anything_but_a_remark() throws Exception {
    byte[] good =
        tar.file("target/a", "x".repeat(600))
            .file("target/" + "y".repeat(120), "x")
            .special("target/link", TarConstants.LF_SYMLINK, "z".repeat(120))
            .bytes();
    Random random = new Random(4711);
    for (int i = 0; i < 3000; i++) {
      target = temporary.resolve(i % 100 + "/target");
      byte[] bad = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        int at = random.nextInt(bad.length);
        bad[at] = (byte) random.nextInt(256);
        if (random.nextBoolean()) {
          byte[] header = Arrays.copyOfRange(bad, at & -512, (at & -512) + 512);
          checksum(header);
          System.arraycopy(header, 0, bad, at & -512, 512);
        }
      }

      assertThat(take(bad).remarks()).allSatisfy(remark -> assertThat(remark).doesNotContain("\n"));
    }
    try (Stream<Path> all = Files.walk(temporary)) {
      assertThat(all).noneMatch(path -> Files.isSymbolicLink(path));
    }
  }

  @Test
  void headers_without_end_are_not_read_into_memory() throws Exception {
    byte[] start = tar.special("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, "").cut();
    System.arraycopy("77777777777".getBytes(), 0, start, 124, 11);
    checksum(start);
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream(Arrays.copyOf(start, 512)),
            new InputStream() {
              private int given;

              @Override
              public int read() {
                assertThat(given++).isLessThan(1 << 16);
                return 'x';
              }
            });

    assertThat(take(endless, TargetLimits.DEFAULT).remarks())
        .containsExactly(
            "the container's files are incomplete, the tar that they came in is damaged: "
                + "'its headers do not end'");
  }

  @Test
  void a_stream_that_fails_is_no_damaged_tar() throws Exception {
    byte[] start = tar.file("target/a", "x".repeat(600)).cut();
    for (int length : List.of(0, 300, 512, 700, 1536)) {
      InputStream failing =
          new SequenceInputStream(
              new ByteArrayInputStream(Arrays.copyOf(start, length)),
              new InputStream() {
                @Override
                public int read() throws IOException {
                  throw new IOException("the engine has gone");
                }
              });

      assertThatIOException()
          .isThrownBy(() -> take(failing, TargetLimits.DEFAULT))
          .withMessage("the engine has gone");
      assertThat(Files.exists(target.resolve("a"), LinkOption.NOFOLLOW_LINKS))
          .isEqualTo(length == 1536);
    }
  }

  @Test
  void the_stream_is_read_to_its_end() throws Exception {
    ByteArrayInputStream in = new ByteArrayInputStream(concat(tar.bytes(), new byte[20_000]));

    take(in, TargetLimits.DEFAULT);

    assertThat(in.available()).isZero();
  }

  @Test
  void a_target_of_another_name_is_taken_under_that() throws Exception {
    target = temporary.resolve("build");
    tar.file("build/a", "x").file("target/b", "x");

    take();

    assertThat(files()).containsExactly("a");
  }

  @Test
  void an_empty_final_name_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TargetFiles(target, ""));
  }

  private static final String ATTEMPTS = "target/sandbox/attempts.jsonl";

  private Taken takeWithAttempts(TargetLimits limits, long most) throws IOException {
    return Taken.of(
        new TargetFiles(target, "app-1.0", limits)
            .take(
                new ByteArrayInputStream(tar.bytes()),
                new ForkFiles(
                    Optional.of(new AttemptsFile(temporary.resolve("run/attempts/1.jsonl"), most)),
                    SeenFiles.NONE,
                    SentFiles.NONE)));
  }

  @Test
  void attempts_go_to_a_place_of_their_own() throws Exception {
    tar.directory("target/sandbox/").file(ATTEMPTS, "{}\n").file("target/x", "");

    assertThat(takeWithAttempts(TargetLimits.DEFAULT, 10)).isEqualTo(new Taken(1, 0, List.of()));
    assertThat(files()).containsExactly("run", "run/attempts", "run/attempts/1.jsonl", "x");
    assertThat(temporary.resolve("run/attempts/1.jsonl")).hasContent("{}\n");
  }

  @Test
  void attempts_are_only_taken_where_they_are_asked_for() throws Exception {
    tar.file(ATTEMPTS, "{}");

    assertThat(take().remarks())
        .containsExactly(
            "1 file where only the build itself may write left out: '" + ATTEMPTS + "'");
    assertThat(files()).isEmpty();
  }

  @Test
  void too_many_attempts_are_cut_off() throws Exception {
    tar.file(ATTEMPTS, "0123456789ab").file("target/x", "");

    assertThat(takeWithAttempts(TargetLimits.DEFAULT, 10))
        .isEqualTo(
            new Taken(1, 0, List.of("the attempts of a JVM are cut off after 10 bytes: 1.jsonl")));
    assertThat(temporary.resolve("run/attempts/1.jsonl")).hasContent("0123456789");
    assertThat(files()).contains("x");
  }

  @Test
  void attempts_are_found_behind_whatever_is_too_much() throws Exception {
    tar.file("target/a", "x".repeat(11))
        .file("target/b", "x".repeat(10))
        .special("target/c", TarConstants.LF_SYMLINK, "d")
        .file(ATTEMPTS, "{}")
        .file("target/z", "");

    assertThat(takeWithAttempts(limits(20, 100, 100), 10).remarks())
        .containsExactly(
            "the limit of 20 bytes is reached at 'target/b', and the rest is left out");
    assertThat(files()).containsExactly("a", "run", "run/attempts", "run/attempts/1.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target/sandbox/attempts.jsonl/x",
        "target/sandbox/Attempts.jsonl",
        "target/Sandbox/attempts.jsonl",
        "target/sandbox/x/attempts.jsonl",
        "target/sandbox/../sandbox/attempts.jsonl",
        "target//sandbox/attempts.jsonl",
        "sandbox/attempts.jsonl",
      })
  void nothing_else_is_taken_for_attempts(String name) throws Exception {
    tar.file(name, "{}");

    assertThat(takeWithAttempts(TargetLimits.DEFAULT, 10).remarks()).hasSize(1);
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '6', 'S'})
  void attempts_are_a_plain_file(char type) throws Exception {
    tar.special(ATTEMPTS, (byte) type, "/etc/passwd");

    assertThat(takeWithAttempts(TargetLimits.DEFAULT, 10).remarks()).hasSize(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void attempts_replace_no_file_and_follow_no_link() throws Exception {
    Path run = Files.createDirectories(temporary.resolve("run/attempts"));
    Files.createSymbolicLink(run.resolve("1.jsonl"), temporary.resolve("elsewhere"));
    tar.file(ATTEMPTS, "{}").file(ATTEMPTS, "{}");

    assertThat(takeWithAttempts(TargetLimits.DEFAULT, 10).remarks()).hasSize(2);
    assertThat(temporary.resolve("elsewhere")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "target/scalatest-reports, true",
    "target, true",
    "target/surefire-reports, false",
    "target/a/../surefire-reports/b, false",
    "target/app-1.0-reports, false",
    "elsewhere, false",
    "., false"
  })
  void whatIsWrittenToAFolderIsTakenOrNot(String folder, boolean taken) {
    assertThat(new TargetFiles(target, "app-1.0").takes(target.resolveSibling(folder)))
        .isEqualTo(taken);
  }
}
