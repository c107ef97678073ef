package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tar of one file, as an engine makes it of what a program left at the attempts' path. */
class AttemptsFileTest {

  private final HostileTarBuilder tar = new HostileTarBuilder();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("attempts/1.jsonl");
  }

  private Optional<String> take(byte[] bytes) throws IOException {
    return take(new ByteArrayInputStream(bytes));
  }

  private Optional<String> take(InputStream in) throws IOException {
    return new AttemptsFile(file, 10).take(in);
  }

  @Test
  void a_plain_file_is_taken() throws Exception {
    assertThat(take(tar.file("1.jsonl", "0123456789").bytes())).isEmpty();
    assertThat(file).hasContent("0123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"passwd", "../1.jsonl", "/1.jsonl", "x/1.jsonl"})
  void one_that_a_link_led_to_is_not(String name) throws Exception {
    assertThat(take(tar.file(name, "0123456789").bytes()))
        .contains("the attempts are no plain file, and left out");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '5', '6', 'S'})
  void anything_else_is_not(char type) throws Exception {
    tar.special("1.jsonl", (byte) type, "/etc/passwd").file("1.jsonl/x", "x");

    assertThat(take(tar.bytes())).contains("the attempts are no plain file, and left out");
    assertThat(file).doesNotExist();
  }

  @Test
  void what_is_too_much_is_not_even_read() throws Exception {
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream(tar.file("1.jsonl", "x".repeat(100_000)).bytes()),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("it was read on");
              }
            });

    assertThat(take(endless)).contains("the attempts of a JVM are cut off after 10 bytes: 1.jsonl");
    assertThat(file).hasContent("xxxxxxxxxx");
  }

  @Test
  void a_tar_that_is_cut_off_is_taken_up_to_there() throws Exception {
    byte[] bytes = tar.file("1.jsonl", "0123456789").bytes();

    assertThat(take(Arrays.copyOf(bytes, 516))).get().asString().contains("is damaged");
    assertThat(file).hasContent("0123");
  }

  @Test
  void a_stream_that_fails_says_why() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("no such file");
          }
        };

    assertThatIOException().isThrownBy(() -> take(failing)).withMessage("no such file");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_file_that_is_there_stays() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "another's");
    byte[] bytes = tar.file("1.jsonl", "x").bytes();

    assertThatIOException().isThrownBy(() -> take(bytes));
    assertThat(file).hasContent("another's");
  }
}
