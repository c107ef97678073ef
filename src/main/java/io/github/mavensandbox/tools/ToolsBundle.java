package io.github.mavensandbox.tools;

import io.github.mavensandbox.text.FolderRemoval;
import io.github.mavensandbox.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The programs that every restricted image brings along, so that any base will do. */
public final class ToolsBundle {

  private static final String ROOT = "sandbox";

  private ToolsBundle() {}

  /**
   * Returns the folder that becomes {@code /sandbox}.
   *
   * @param bundle a {@code .tar.gz} with {@code sandbox/} in it, or a folder with it
   * @param cache where an archive is unpacked to, once for each version of it
   * @throws ToolsException if the bundle is missing or damaged
   */
  public static Path open(Path bundle, Path cache) throws ToolsException {
    try {
      Path folder = Files.isDirectory(bundle) ? bundle : unpacked(bundle, cache);
      Path root = folder.resolve(ROOT);
      if (!Files.isDirectory(root)) {
        throw new ToolsException("tools bundle " + bundle + " has no " + ROOT + "/ in it");
      }
      return root;
    } catch (ToolsException e) {
      throw e;
    } catch (IOException e) {
      throw new ToolsException("cannot unpack the tools bundle " + bundle + ": " + e, e);
    }
  }

  private static Path unpacked(Path archive, Path cache) throws IOException {
    // Not the digest of its content, which takes a JVM that just started as long as all the rest.
    String version =
        archive.toRealPath() + " " + Files.size(archive) + " " + Files.getLastModifiedTime(archive);
    Path folder = cache.resolve("tools-" + Sha256.hex(version.getBytes(StandardCharsets.UTF_8)));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    Path unfinished = Files.createTempDirectory(cache, "tools");
    BundleReader.unpack(
        archive,
        name -> name.startsWith(ROOT + "/"),
        unfinished,
        (path, content) -> Files.copy(content, path));
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another build was faster, and unpacked the same.
      FolderRemoval.remove(unfinished);
    }
    return folder;
  }
}
