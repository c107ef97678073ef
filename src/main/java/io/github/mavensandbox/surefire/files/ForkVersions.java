package io.github.mavensandbox.surefire.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts a fork's versions of files in the place of those that earlier forks have left.
 *
 * @param seen what the fork saw of these when it started
 */
record ForkVersions(TakenFiles taken, SeenFiles seen) {

  private static final String LOG = ".log";

  /**
   * Makes a draft a file, in the place of one that was taken and that nothing has changed since.
   * Forks' files are taken at the same time, and may be the same.
   *
   * @param file a plain file, or not there
   * @return how much was written; nothing where the host's file stays
   */
  Optional<Long> put(String name, TargetWriter.Draft draft, Path file) throws IOException {
    synchronized (taken) {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        TargetWriter.create(draft, file);
        taken.add(name, file, draft.digest());
        return Optional.of(draft.size());
      }
      Optional<TakenFiles.Version> host = taken.same(name, file);
      if (host.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(replace(name, draft, file, host.get()));
    }
  }

  /**
   * Where another fork has written the file since this one started, and both only added to it, it
   * gets what both have added; so it does where neither saw the other's, and it is a log.
   */
  private long replace(String name, TargetWriter.Draft draft, Path file, TakenFiles.Version host)
      throws IOException {
    if (seen.has(name, draft.digest())) {
      // It opened the file, and left it as it was.
      return 0;
    }
    long common = seen.begins(name, draft.file());
    boolean both =
        !seen.has(name, host.digest())
            && (common > 0
                ? seen.begins(name, file) > 0
                : name.endsWith(LOG) && host.ofThisBuild());
    if (!both && draft.digest().equals(host.digest())) {
      return 0;
    }
    if (!both || seen.seesLater() && begins(file, draft)) {
      TargetWriter.replace(draft, file);
      taken.add(name, file, draft.digest());
      return draft.size();
    }
    try (TargetWriter.Draft joined = TargetWriter.joined(file, draft, common)) {
      TargetWriter.replace(joined, file);
      taken.add(name, file, joined.digest());
      return draft.size() - common;
    }
  }

  /** Returns whether a draft has all of a file, and perhaps more after it. */
  private static boolean begins(Path file, TargetWriter.Draft draft) throws IOException {
    long mismatch = Files.mismatch(file, draft.file());
    return mismatch < 0 || mismatch == Files.size(file);
  }
}
