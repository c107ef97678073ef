package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The files of JaCoCo that a fork's command line names outside of {@code target}, such as those in
 * the project's folder or in an aggregator's {@code target}. Nothing but coverage gets there,
 * behind what is there.
 */
public final class CoverageFiles {

  private final Path root;
  private final Path drafts;
  private final TargetLimits limits;
  private final List<Path> files;

  /**
   * @param root below it are all files
   * @param drafts a folder for files that are not yet whole
   */
  private CoverageFiles(Path root, Path drafts, TargetLimits limits, List<Path> files) {
    this.root = root;
    this.drafts = drafts;
    this.limits = limits;
    this.files = List.copyOf(files);
  }

  /**
   * Looks at files that do not come back with {@code target}.
   *
   * @throws IOException for one that cannot come back; says why, and what to do
   */
  static CoverageFiles of(Iterable<Path> named, Path root, Path drafts, TargetLimits limits)
      throws IOException {
    Path real = root.toRealPath();
    List<Path> files = new ArrayList<>();
    for (Path file : named) {
      Path parts =
          file.startsWith(root)
              ? root.relativize(file)
              : file.startsWith(real) ? real.relativize(file) : null;
      if (parts == null || !canComeBack(real, parts)) {
        throw new IOException(
            "the coverage in '%s' cannot come back from the sandbox; set <destFile> of jacoco-maven-plugin to a file below ${project.build.directory}, or elsewhere in the project '%s' where no name begins with a dot and no folder is a link"
                .formatted(file, root));
      }
      files.add(real.resolve(parts));
    }
    return new CoverageFiles(real, drafts, limits, files);
  }

  private static boolean canComeBack(Path root, Path parts) throws IOException {
    Path path = root;
    for (Path part : parts) {
      if (part.toString().startsWith(".") || part.toString().isEmpty()) {
        return false;
      }
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      path = path.resolve(part);
    }
    return !Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
            && (Files.size(path) == 0 || Coverage.isIn(path));
  }

  /** Returns them, where they are in the sandbox and on the host. */
  public List<Path> files() {
    return files;
  }

  /**
   * Takes one.
   *
   * @param tar of a file with this one's name; read as far as it is needed
   * @param skipped is told where there is none
   */
  public void take(InputStream tar, Path file, SkippedFiles skipped) {
    HostileTar entries = new HostileTar(tar);
    try {
      TarArchiveEntry entry = entries.next();
      if (entry == null
          || !HostileTar.isPlainFile(entry)
          || !entry.getName().equals(file.getFileName().toString())
          || entry.getSize() > limits.fileBytes()) {
        notTaken(file, "the tests left none, or too much", skipped);
        return;
      }
      try (TargetWriter.Draft draft = new TargetWriter(entries, drafts).draft(entry)) {
        if (Coverage.isIn(draft.file())) {
          makeFolders(file);
          Coverage.append(draft.file(), file);
        } else if (draft.size() > 0) {
          notTaken(file, "the tests left something else", skipped);
        }
      }
    } catch (DamagedTarException e) {
      String cause = entries.failure().map(IOException::getMessage).orElseGet(e::getMessage);
      notTaken(file, Quoted.of(String.valueOf(cause)), skipped);
    } catch (IOException e) {
      notTaken(file, Quoted.of(e.toString()), skipped);
    }
  }

  private static void notTaken(Path file, String why, SkippedFiles skipped) {
    skipped.say("coverage was not added to %s: %s".formatted(Quoted.of(file.toString()), why));
  }

  /** Looks at each folder on the way: none is a link. */
  private void makeFolders(Path file) throws IOException {
    Path folder = root;
    for (Path part : root.relativize(Objects.requireNonNull(file.getParent()))) {
      folder = folder.resolve(part);
      try {
        if (!part.toString().isEmpty()) {
          Files.createDirectory(folder);
        }
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
  }
}
