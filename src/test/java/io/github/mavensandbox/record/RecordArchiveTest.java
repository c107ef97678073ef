package io.github.mavensandbox.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordArchiveTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

  @TempDir Path temporary;

  @Test
  void unpacksTheFilesOfARecord() throws Exception {
    add(new TarArchiveEntry("record/"), "");
    add("record/blocked.json", "{}\n");
    add("record/counters", "end\n");

    extract();

    assertThat(runs().resolve("blocked.json")).hasContent("{}\n");
    assertThat(runs().resolve("counters")).hasContent("end\n");
  }

  @Test
  void passesOverTheEntrypointsNotes() throws Exception {
    add("record/counting", "1");
    add("record/hosts", "127.0.0.1 localhost\n");

    extract();

    assertThat(files()).containsExactly("hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record/../counters",
        "../record/counters",
        "/record/counters",
        "record//counters",
        "record/more/counters",
        "counters",
        "other/",
        "record/more/",
      })
  void refusesNamesThatAreNotInTheFolder(String name) throws Exception {
    add(new TarArchiveEntry(name, true), name.endsWith("/") ? "" : "x");

    assertRefused("is no plain file of a record");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_LINK,
        TarConstants.LF_SYMLINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CONTIG,
        (byte) 'Z',
      })
  void refusesWhatIsNoPlainFile(byte type) throws Exception {
    TarArchiveEntry entry = new TarArchiveEntry("record/counters", type);
    entry.setLinkName("/etc/passwd");
    add(entry, "");

    assertRefused("'record/counters' is no plain file of a record");
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesAFileThatIsThereTwice() throws Exception {
    add("record/counters", "a");
    add("record/counters", "b");

    assertRefused("counters is in it twice");
    assertThat(runs().resolve("counters")).hasContent("a");
  }

  @Test
  void refusesAFileThatIsLargerThanARecordsCanBe() throws Exception {
    add("record/counters", "x".repeat(4097));

    assertRefused("counters is larger than 4096 bytes");
  }

  @Test
  void quotesABadNameShortlyAndWithoutControlCharacters() throws Exception {
    add("record/\u001b[2J\n/" + "x".repeat(200), "");

    assertRefused("'record/\\027[2J\\010/" + "x".repeat(87) + "...' is no plain file of a record");
  }

  @Test
  void overwritesNothing() throws Exception {
    add("record/counters", "new");
    Files.createDirectories(runs());
    Files.createSymbolicLink(runs().resolve("counters"), temporary.resolve("elsewhere"));

    assertThatIOException().isThrownBy(this::extract);
    assertThat(temporary.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void refusesAnArchiveThatIsCutInAFile() throws Exception {
    add("record/hosts", "x".repeat(2000));
    tar.close();

    for (int length : new int[] {513, 1500, 2511}) {
      Path directory = temporary.resolve("cut" + length);
      assertThatExceptionOfType(RecordException.class)
          .as("cut at %d", length)
          .isThrownBy(
              () ->
                  new RecordArchive()
                      .extract(
                          new ByteArrayInputStream(Arrays.copyOf(bytes.toByteArray(), length)),
                          directory))
          .withMessage("the record's archive is damaged: it cannot be read as tar");
    }
  }

  @Test
  void refusesAnArchiveThatIsCutBetweenTwoFiles() throws Exception {
    add("record/hosts", "x");
    tar.flush();

    assertUnreadable(bytes.toByteArray());
    assertThat(runs().resolve("hosts")).hasContent("x");
  }

  @Test
  void refusesHeadersThatDoNotEnd() throws Exception {
    add(
        new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME),
        "x".repeat(1 << 16));

    assertUnreadable(bytes.toByteArray());
  }

  @Test
  void refusesManyHeadersBeforeOneFile() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      add(new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME), "record/hosts");
    }
    add("record/hosts", "x");
    tar.close();

    assertUnreadable(bytes.toByteArray());
  }

  @Test
  void saysWhyTheArchiveCannotBeCopied() {
    InputStream failed =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("no such container\n\u001b[2J");
          }
        };

    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> new RecordArchive().extract(failed, runs()))
        .withMessage("the record cannot be copied: no such container\\010\\027[2J");
  }

  private void assertUnreadable(byte[] archive) {
    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> new RecordArchive().extract(new ByteArrayInputStream(archive), runs()))
        .withMessage("the record's archive is damaged: it cannot be read as tar");
  }

  @Test
  void writesNothingButItsFilesWhateverTheArchive() throws Exception {
    add(new TarArchiveEntry("record/"), "");
    add("record/blocked.json", "{}\n");
    add("record/counters", "end\n");
    tar.close();
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = bytes.toByteArray();
      for (int i = random.nextInt(6); i >= 0; i--) {
        damaged[random.nextInt(2560)] = (byte) random.nextInt(256);
      }
      Path directory = temporary.resolve("round" + round);
      try {
        new RecordArchive().extract(new ByteArrayInputStream(damaged), directory);
      } catch (RecordException e) {
        assertThat(e.getMessage()).matches("the record's archive is damaged: [ -~]+");
      }
      try (Stream<Path> written = Files.list(directory)) {
        assertThat(written.map(file -> file.getFileName().toString()))
            .allMatch(file -> RecordFile.of(file).isPresent());
      }
    }
    try (Stream<Path> made = Files.list(temporary)) {
      assertThat(made).allMatch(path -> path.getFileName().toString().startsWith("round"));
    }
  }

  private Path runs() {
    return temporary.resolve("target/sandbox/runs/1");
  }

  private Stream<String> files() throws IOException {
    return Arrays.stream(runs().toFile().list());
  }

  private void assertRefused(String how) {
    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(this::extract)
        .withMessageStartingWith("the record's archive is damaged: ")
        .withMessageEndingWith(how);
  }

  private void extract() throws IOException, RecordException {
    tar.close();
    new RecordArchive().extract(new ByteArrayInputStream(bytes.toByteArray()), runs());
  }

  private void add(String name, String content) throws IOException {
    add(new TarArchiveEntry(name), content);
  }

  private void add(TarArchiveEntry entry, String content) throws IOException {
    byte[] data = content.getBytes(UTF_8);
    entry.setSize(data.length);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    tar.putArchiveEntry(entry);
    tar.write(data);
    tar.closeArchiveEntry();
  }
}
