package io.github.mavensandbox.run;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
