package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** One tar on its way to the host's target. */
final class TargetTake {

  private final Path target;
  private final Names names;
  private final TargetLimits limits;
  private final HostileTar tar;
  private final TakenFiles taken;
  private final ForkVersions versions;
  private final SentFiles sent;
  private final TargetWriter writer;
  private final SkippedFiles leftOut = new SkippedFiles();
  private int made;
  private int files;
  private long bytes;
  private boolean full;
  private Optional<AttemptsFile> attempts;

  TargetTake(
      Path target,
      Names names,
      TargetLimits limits,
      TakenFiles taken,
      HostileTar tar,
      ForkFiles fork) {
    this.target = target;
    this.names = names;
    this.limits = limits;
    this.tar = tar;
    this.taken = taken;
    versions = new ForkVersions(taken, fork.seen());
    sent = fork.sent();
    attempts = fork.attempts();
    writer = new TargetWriter(tar, taken.folder());
  }

  TakeResult run() throws IOException {
    try {
      takeAll();
    } finally {
      taken.save();
    }
    return new TakeResult(files, bytes, leftOut);
  }

  private void takeAll() throws IOException {
    try {
      TarArchiveEntry entry = tar.next();
      while (entry != null) {
        if (isTooMuch(entry)) {
          break;
        }
        take(entry);
        entry = full && attempts.isEmpty() ? null : tar.next();
      }
    } catch (DamagedTarException e) {
      if (tar.failure().isPresent()) {
        throw tar.failure().get();
      }
      leftOut.say(
          "the container's files are incomplete, the tar that they came in is damaged: "
              + Quoted.of(String.valueOf(e.getMessage())));
    }
  }

  /** Passing over an entry takes as long as reading it, and there may be no end to it. */
  private boolean isTooMuch(TarArchiveEntry entry) {
    boolean tooMuch = entry.getSize() > limits.streamedBytes() - tar.streamed();
    if (tooMuch && !full) {
      stop(entry, limits.streamedBytes() + " bytes to look through");
    }
    return tooMuch;
  }

  private void stop(TarArchiveEntry entry, String limit) {
    leftOut.say(
        "the limit of %s is reached at %s, and the rest is left out"
            .formatted(limit, Quoted.of(entry.getName())));
    full = true;
  }

  private void take(TarArchiveEntry entry) throws DamagedTarException {
    if (full && !isAttempts(entry)) {
      return;
    }
    String name = entry.getName();
    boolean directory = entry.getLinkFlag() == TarConstants.LF_DIR;
    Names.Verdict verdict = names.judge(name, directory);
    Optional<SkippedFiles.Reason> kind = unwantedKind(entry);
    if (verdict instanceof Names.Verdict.Other) {
      return;
    }
    if (kind.isPresent()) {
      leftOut.add(kind.get(), name);
      return;
    }
    try {
      if (verdict instanceof Names.Verdict.Bad bad) {
        leftOut.add(bad.why(), name);
      } else if (isAttempts(entry)) {
        attempts();
      } else if (verdict instanceof Names.Verdict.Reserved reserved) {
        if (!directory && !isSurefires(reserved.parts()) && !isUnchanged(reserved.parts(), entry)) {
          leftOut.add(SkippedFiles.Reason.RESERVED, name);
        }
      } else if (verdict instanceof Names.Verdict.Good good) {
        if (directory) {
          directory(good.parts(), entry);
        } else {
          file(good.parts(), entry);
        }
      } else if (verdict instanceof Names.Verdict.Wanted wanted) {
        if (directory) {
          directory(wanted.parts(), entry);
        } else {
          wanted(wanted.parts(), entry);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // The latter: the host's locale has no such characters in names.
      leftOut.add(SkippedFiles.Reason.UNWRITABLE, name, e);
    }
  }

  private boolean isAttempts(TarArchiveEntry entry) {
    return attempts.isPresent()
        && entry.getName().endsWith(AttemptsFile.BELOW_TARGET.get(1))
        && entry.getLinkFlag() != TarConstants.LF_DIR
        && names.judge(entry.getName(), false) instanceof Names.Verdict.Reserved reserved
        && reserved.parts().equals(AttemptsFile.BELOW_TARGET);
  }

  private void attempts() throws IOException, DamagedTarException {
    AttemptsFile file = attempts.orElseThrow();
    attempts = Optional.empty();
    file.write(tar).ifPresent(leftOut::say);
  }

  private static Optional<SkippedFiles.Reason> unwantedKind(TarArchiveEntry entry) {
    if (entry.isSparse()) {
      return Optional.of(SkippedFiles.Reason.SPARSE);
    }
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_DIR -> Optional.empty();
      case TarConstants.LF_SYMLINK -> Optional.of(SkippedFiles.Reason.SYMBOLIC_LINK);
      case TarConstants.LF_LINK -> Optional.of(SkippedFiles.Reason.HARD_LINK);
      default -> Optional.of(SkippedFiles.Reason.SPECIAL);
    };
  }

  /** What Surefire wrote for its fork, and removes on the host as soon as that has ended. */
  private static boolean isSurefires(List<String> parts) {
    return parts.size() == 2
        && String.join("/", parts)
            .matches("surefire/surefire(.*(tmp|[.]jar)|args-[^/]*|-discovered-tests[^/]*[.]txt)");
  }

  private boolean isUnchanged(List<String> parts, TarArchiveEntry entry) throws IOException {
    Path file = target;
    for (String part : parts.subList(0, parts.size() - 1)) {
      file = file.resolve(part);
      if (look(file).filter(BasicFileAttributes::isDirectory).isEmpty()) {
        return false;
      }
    }
    return look(file.resolve(parts.get(parts.size() - 1)))
        .filter(host -> isSame(host, entry))
        .isPresent();
  }

  private static boolean isSame(BasicFileAttributes host, TarArchiveEntry entry) {
    return host.isRegularFile() && Stamp.of(host).isLike(Stamp.of(entry));
  }

  private static Optional<BasicFileAttributes> look(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Makes a directory and its parents; nothing is there if it cannot be had. */
  private Optional<Path> directory(List<String> parts, TarArchiveEntry entry) throws IOException {
    Path directory = target;
    for (String part : parts) {
      directory = directory.resolve(part);
      Optional<BasicFileAttributes> host = look(directory);
      if (host.isEmpty()) {
        if (!hasRoom(entry, 0)) {
          return Optional.empty();
        }
        make(directory);
        host = look(directory);
      }
      if (!host.map(BasicFileAttributes::isDirectory).orElse(false)) {
        leftOut.add(SkippedFiles.Reason.IN_THE_WAY, entry.getName());
        return Optional.empty();
      }
    }
    return Optional.of(directory);
  }

  private void make(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
      made++;
    } catch (FileAlreadyExistsException e) {
      // Another fork's files are taken at the same time, into the same directory.
    }
  }

  private void file(List<String> parts, TarArchiveEntry entry)
      throws IOException, DamagedTarException {
    if (parts.isEmpty()) {
      leftOut.add(SkippedFiles.Reason.IN_THE_WAY, entry.getName());
      return;
    }
    String name = name(parts);
    if (!taken.knows(name) && isUnchanged(parts, entry) && !Coverage.isIn(target.resolve(name))
        || !hasRoom(entry, entry.getSize())) {
      return;
    }
    Optional<Path> directory = directory(parts.subList(0, parts.size() - 1), entry);
    if (directory.isEmpty()) {
      return;
    }
    Path file = directory.get().resolve(parts.get(parts.size() - 1));
    Optional<BasicFileAttributes> host = look(file);
    long size = host.map(BasicFileAttributes::size).orElse(0L);
    if (host.isPresent() && !host.get().isRegularFile()) {
      leftOut.add(SkippedFiles.Reason.IN_THE_WAY, entry.getName());
    } else if (host.isPresent() && Coverage.isIn(file)) {
      try (TargetWriter.Draft draft = writer.draft(entry)) {
        coverage(draft, file, entry);
      }
    } else if (size > 0 && taken.alike(name, host.get()).isEmpty()) {
      if (!writer.hasContentOf(file)) {
        leftOut.add(SkippedFiles.Reason.KEPT, entry.getName());
      }
    } else {
      try (TargetWriter.Draft draft = writer.draft(entry)) {
        // Of no size, too, where another fork's coverage is about to be written there.
        if (size == 0 && Coverage.isIn(draft.file())) {
          coverage(draft, file, entry);
        } else {
          Optional<Long> written = versions.put(name, draft, file);
          written.ifPresent(this::written);
          if (written.isEmpty() && size + draft.size() > 0) {
            leftOut.add(SkippedFiles.Reason.KEPT, entry.getName());
          }
        }
      }
    }
  }

  /** Puts a file where the user wants it, whatever file is there. */
  private void wanted(List<String> parts, TarArchiveEntry entry)
      throws IOException, DamagedTarException {
    if (!hasRoom(entry, entry.getSize())) {
      return;
    }
    Optional<Path> directory = directory(parts.subList(0, parts.size() - 1), entry);
    if (directory.isEmpty()) {
      return;
    }
    Path file = directory.get().resolve(parts.get(parts.size() - 1));
    if (sent.had(file, Stamp.of(entry))) {
      return;
    }
    Optional<BasicFileAttributes> host = look(file);
    if (host.isPresent() && !host.get().isRegularFile()) {
      leftOut.add(SkippedFiles.Reason.IN_THE_WAY, entry.getName());
      return;
    }
    try (TargetWriter.Draft draft = writer.draft(entry)) {
      if (Coverage.isIn(draft.file()) && (host.isEmpty() || Coverage.isIn(file))) {
        written(Coverage.append(draft.file(), file));
      } else if (host.isEmpty() || Files.mismatch(file, draft.file()) >= 0) {
        TargetWriter.replace(draft, file);
        written(draft.size());
      }
    }
  }

  private void coverage(TargetWriter.Draft draft, Path file, TarArchiveEntry entry)
      throws IOException {
    if (Coverage.isIn(draft.file())) {
      written(Coverage.append(draft.file(), file));
    } else if (draft.size() > 0) {
      leftOut.add(SkippedFiles.Reason.KEPT, entry.getName());
    }
  }

  private static String name(List<String> parts) {
    return String.join("/", parts);
  }

  private void written(long size) {
    made++;
    files++;
    bytes += size;
  }

  private boolean hasRoom(TarArchiveEntry entry, long size) {
    if (size > limits.fileBytes()) {
      leftOut.add(SkippedFiles.Reason.LARGE, entry.getName());
      return false;
    }
    if (made >= limits.files()) {
      stop(entry, limits.files() + " files and directories");
    } else if (size > limits.bytes() - bytes) {
      stop(entry, limits.bytes() + " bytes");
    }
    return !full;
  }
}
