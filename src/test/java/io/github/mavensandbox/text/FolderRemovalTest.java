package io.github.mavensandbox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {

  @TempDir private Path folder;

  @Test
  void a_link_is_removed_and_not_what_it_leads_to() throws Exception {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "text");
    Path removed = Files.createDirectory(folder.resolve("removed"));
    Files.createSymbolicLink(removed.resolve("link"), kept);

    FolderRemoval.remove(removed);

    assertThat(removed).doesNotExist();
    assertThat(kept.resolve("file")).hasContent("text");
  }

  /** To root nothing is closed, so there this only shows that nothing else goes wrong. */
  @Test
  void folders_that_the_user_may_not_read_or_write_to_are_removed() throws Exception {
    Path removed = Files.createDirectories(folder.resolve("removed"));
    Path unreadable = Files.createDirectories(removed.resolve("unreadable/inner"));
    Path unwritable = Files.createDirectory(removed.resolve("unwritable"));
    Files.writeString(unwritable.resolve("file"), "text");
    Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(unwritable, PosixFilePermissions.fromString("r-x------"));
    Files.setPosixFilePermissions(
        removed.resolve("unreadable"), PosixFilePermissions.fromString("---------"));

    FolderRemoval.remove(removed);

    assertThat(removed).doesNotExist();
  }
}
