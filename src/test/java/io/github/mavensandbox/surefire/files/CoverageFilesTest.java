package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JaCoCo's files that the command line of a module's fork names. */
class CoverageFilesTest {

  @TempDir Path temporary;
  private Path root;
  private TargetFiles files;

  @BeforeEach
  void makeReactor() throws IOException {
    root = Files.createDirectories(temporary.resolve("reactor"));
    Path module = Files.createDirectories(root.resolve("module"));
    Files.createDirectories(root.resolve(".git"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createSymbolicLink(root.resolve("link"), temporary);
    Files.createSymbolicLink(root.resolve("link.exec"), root.resolve("other.exec"));
    files =
        new TargetFiles(
            module.resolve("target"),
            "app-1.0",
            TargetLimits.DEFAULT,
            new TargetFiles.Module(root, module, TakePaths.NONE));
  }

  private static byte[] coverage(String more) {
    byte[] bytes = Arrays.copyOf(new byte[] {1, (byte) 0xc0, (byte) 0xc0}, 3 + more.length());
    System.arraycopy(more.getBytes(UTF_8), 0, bytes, 3, more.length());
    return bytes;
  }

  private static byte[] tar(String name, byte[] content) throws IOException {
    return new HostileTarBuilder()
        .add(new TarArchiveEntry(name, TarConstants.LF_NORMAL, true), content)
        .bytes();
  }

  private List<String> take(String file, byte[] tar) throws IOException {
    SkippedFiles skipped = new SkippedFiles();
    CoverageFiles coverage = files.coverage(Set.of(root.resolve(file)));
    assertThat(coverage.files()).hasSize(1);
    coverage.take(new ByteArrayInputStream(tar), coverage.files().get(0), skipped);
    return skipped.remarks();
  }

  @ParameterizedTest
  @ValueSource(strings = {"module/jacoco.exec", "target/jacoco-all.exec", "a/b c/x"})
  void coverage_in_the_project_is_appended(String name) throws Exception {
    String simple = Path.of(name).getFileName().toString();

    assertThat(take(name, tar(simple, coverage("one")))).isEmpty();
    assertThat(take(name, tar(simple, coverage("two")))).isEmpty();

    assertThat(Files.readAllBytes(root.resolve(name)))
        .startsWith(coverage("one"))
        .endsWith(coverage("two"))
        .hasSize(12);
  }

  @Test
  void coverage_below_target_comes_with_all_the_rest() throws Exception {
    assertThat(files.coverage(Set.of(root.resolve("module/target/a/it.exec"))).files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../jacoco.exec",
        "../../jacoco.exec",
        "/tmp/jacoco.exec",
        "link/jacoco.exec",
        "link.exec",
        ".git/jacoco.exec",
        "module/.mvn/jacoco.exec",
        "module/.exec",
        "pom.xml",
        "pom.xml/jacoco.exec",
        "module",
        ".",
      })
  void coverage_that_cannot_come_back_is_refused(String name) {
    Path file = root.resolve(name).normalize();

    assertThatIOException()
        .isThrownBy(() -> files.coverage(Set.of(file)))
        .withMessageStartingWith(
            "the coverage in '" + file + "' cannot come back from the sandbox; set <destFile>");
  }

  @Test
  void coverage_among_what_only_the_build_may_write_is_refused() {
    Path file = root.resolve("module/target/classes/jacoco.exec");

    assertThatIOException()
        .isThrownBy(() -> files.coverage(Set.of(file)))
        .withMessage(
            "the coverage in '%s' cannot come back from the sandbox, because only the build itself may write there; set <destFile> of jacoco-maven-plugin to '%s' or another file below it",
            file, root.resolve("module/target/jacoco.exec"));
  }

  @Test
  void nothing_but_coverage_is_taken() throws Exception {
    String file = "module/jacoco.exec";
    byte[] link =
        new HostileTarBuilder().special("jacoco.exec", TarConstants.LF_SYMLINK, "/x").bytes();

    assertThat(take(file, tar("jacoco.exec", "#!/bin/sh".getBytes(UTF_8)))).hasSize(1);
    assertThat(take(file, tar("../jacoco.exec", coverage("x")))).hasSize(1);
    assertThat(take(file, link)).hasSize(1);
    assertThat(take(file, new byte[0])).hasSize(1);
    assertThat(take(file, Arrays.copyOf(tar("jacoco.exec", coverage("x")), 513))).hasSize(1);

    assertThat(root.resolve(file)).doesNotExist();
  }

  @Test
  void a_link_that_is_put_in_the_way_meanwhile_is_not_followed() throws Exception {
    Path file = root.resolve("sub/jacoco.exec");
    CoverageFiles coverage = files.coverage(Set.of(file));
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.createSymbolicLink(root.resolve("sub"), outside);
    SkippedFiles skipped = new SkippedFiles();

    coverage.take(
        new ByteArrayInputStream(tar("jacoco.exec", coverage("x"))),
        file.toAbsolutePath(),
        skipped);

    assertThat(skipped.remarks()).hasSize(1);
    assertThat(outside).isEmptyDirectory();
  }
}
