package io.github.mavensandbox.run;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Folders that a build needs while it lasts, each named by its session.
 *
 * @param folder has one folder a build; it need not be there
 */
public record SessionFolders(Path folder) {

  /** The folder of a build; it need not be there. */
  public Path of(BuildSession session) {
    return folder.resolve(session.toString());
  }

  /**
   * Returns the folders of builds that have not ended.
   *
   * @param session this build, which has not
   */
  public List<Path> ofRunningBuilds(BuildSession session) throws IOException {
    List<Path> running = new ArrayList<>();
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          BuildSession.parse(entry.getFileName().toString())
              .filter(owner -> !owner.hasEndedAsSeenBy(session))
              .ifPresent(owner -> running.add(entry));
        }
      }
    }
    return running;
  }

  /**
   * Removes the folders of builds that were killed before they could.
   *
   * @param session this build
   * @param warnings receives a line for each folder that could not be removed, which does no harm
   */
  public void sweep(BuildSession session, Consumer<String> warnings) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (BuildSession.parse(entry.getFileName().toString())
            .filter(owner -> owner.hasEndedAsSeenBy(session))
            .isPresent()) {
          FolderRemoval.removeLeftover(entry, warnings);
        }
      }
    }
  }
}
