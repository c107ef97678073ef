package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of test classes comes from a JVM that may have any code in it. */
class TestListingTest {

  @TempDir private Path temporary;

  private Path file;

  @BeforeEach
  void makeSurefiresFile() throws IOException {
    file = Files.createFile(temporary.resolve("list.txt"));
  }

  private int take(HostileTarBuilder tar) throws IOException {
    return TestListing.take(new ByteArrayInputStream(tar.bytes()), file);
  }

  @Test
  void its_bytes_become_surefires_and_its_names_are_counted() throws Exception {
    String names = "it.OneTest\nit.TwoTest\n";

    assertThat(take(new HostileTarBuilder().file("list.txt", names))).isEqualTo(2);
    assertThat(file).hasContent(names);
  }

  @Test
  void a_line_that_surefire_passes_over_is_no_name() throws Exception {
    assertThat(take(new HostileTarBuilder().file("list.txt", "\n \t\r\n\u0000\nit.OneTest")))
        .isEqualTo(1);
    assertThat(take(new HostileTarBuilder().file("list.txt", ""))).isZero();
  }

  @Test
  void what_is_no_file_is_none() {
    assertThatThrownBy(
            () ->
                take(
                    new HostileTarBuilder()
                        .special("list.txt", TarConstants.LF_SYMLINK, "/etc/passwd")))
        .hasMessage("the list of test classes is no file");
    assertThat(file).isEmptyFile();
  }
}
