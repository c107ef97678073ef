package io.github.mavensandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFoldersTest {

  /** More than any process has. */
  private static final long NOBODY = 999_999_999_999L;

  private final BuildSession own = BuildSession.ofThisProcess(Instant.now());
  private final List<String> warnings = new ArrayList<>();

  @TempDir Path folder;

  private Path folderOf(BuildSession session) throws IOException {
    Path made = new SessionFolders(folder).of(session);
    Files.createDirectories(made.resolve("requests/1"));
    return Files.writeString(made.resolve("requests/1/environment"), "A=b").getParent();
  }

  @Test
  void whatKilledBuildsLeftIsRemovedAndWhatLivesStays() throws IOException {
    Path mine = folderOf(own);
    Path another =
        folderOf(
            new BuildSession(
                ProcessHandle.allProcesses()
                    .filter(p -> p.pid() != own.pid())
                    .findFirst()
                    .orElseThrow()
                    .pid(),
                Instant.now()));
    Path killed = folderOf(new BuildSession(NOBODY, Instant.now()));
    Path nobodys = Files.createDirectory(folder.resolve("other"));

    new SessionFolders(folder).sweep(own, warnings::add);

    assertThat(killed.getParent().getParent()).doesNotExist();
    assertThat(List.of(mine, another, nobodys)).allMatch(Files::exists);
    assertThat(new SessionFolders(folder).ofRunningBuilds(own))
        .containsExactlyInAnyOrder(mine.getParent().getParent(), another.getParent().getParent());
    assertThat(warnings).isEmpty();
  }

  @Test
  void aLinkIsRemovedAndNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("file"), "stays");
    Path link = new SessionFolders(folder).of(new BuildSession(NOBODY, Instant.now()));
    Files.createSymbolicLink(link, elsewhere);

    new SessionFolders(folder).sweep(own, warnings::add);

    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(elsewhere.resolve("file")).hasContent("stays");
  }

  @Test
  void noFolderAtAllIsFine() throws IOException {
    new SessionFolders(folder.resolve("none")).sweep(own, warnings::add);

    assertThat(new SessionFolders(folder.resolve("none")).ofRunningBuilds(own)).isEmpty();
    assertThat(warnings).isEmpty();
  }
}
