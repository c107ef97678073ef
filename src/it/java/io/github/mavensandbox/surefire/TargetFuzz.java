package io.github.mavensandbox.surefire;

import io.github.mavensandbox.fuzz.Scratch;
import io.github.mavensandbox.surefire.files.AttemptsFile;
import io.github.mavensandbox.surefire.files.ForkFiles;
import io.github.mavensandbox.surefire.files.SeenFiles;
import io.github.mavensandbox.surefire.files.SentFiles;
import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.files.TargetFiles;
import io.github.mavensandbox.surefire.files.TargetLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Any bytes as the tar of what tests left below target. */
public final class TargetFuzz {

  private static final TargetLimits LIMITS = new TargetLimits(1 << 16, 20, 1 << 15, 1 << 20, 64, 5);

  /** What a build writes itself, or believes. */
  private static final String RESERVED =
      "(?i)classes(/.*)?|test-classes(/.*)?|generated-(?!snippets/|snippets$).*|surefire(?!-reports/|-reports$).*|failsafe(?!-reports/|-reports$).*|maven-.*|sandbox(/.*)?|app([.-].*|/.*)?|(surefire|failsafe)-reports/(test-[^/]*[.]xml|[^/]*[.]txt)";

  /** What remembers files that were taken. */
  private static final Set<String> OWN = Set.of("sandbox", "sandbox/taken", "sandbox/taken/files");

  private TargetFuzz() {}

  /** Good entries, and each kind that is none. */
  public static List<byte[]> seeds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      add(tar, new TarArchiveEntry("target/", TarConstants.LF_DIR));
      for (String name :
          List.of(
              "target/a/b.txt",
              "target/jacoco.exec",
              "target/surefire-reports/TEST-x.xml",
              "target/surefire-reports/index.html",
              "target/classes/X.class",
              "target/../outside",
              "target/" + "long/".repeat(30) + "x",
              "target/sandbox/attempts.jsonl")) {
        add(tar, new TarArchiveEntry(name));
      }
      for (byte kind : new byte[] {TarConstants.LF_LINK, TarConstants.LF_SYMLINK}) {
        TarArchiveEntry link = new TarArchiveEntry("target/link" + kind, kind);
        link.setLinkName("../outside");
        add(tar, link);
      }
      add(tar, new TarArchiveEntry("target/fifo", TarConstants.LF_FIFO));
    }
    return List.of(bytes.toByteArray());
  }

  private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry) throws IOException {
    byte[] content = entry.isFile() && !entry.isLink() ? entry.getName().getBytes() : new byte[0];
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try (Scratch folder = new Scratch()) {
      Path target = Files.createDirectory(folder.path().resolve("target"));
      Path attempts = folder.path().resolve("attempts");
      TakeResult taken =
          new TargetFiles(target, "app", LIMITS)
              .take(
                  new ByteArrayInputStream(input),
                  new ForkFiles(
                      Optional.of(new AttemptsFile(attempts)), SeenFiles.NONE, SentFiles.NONE));
      long bytes = 0;
      List<Path> content =
          folder.content().stream()
              .filter(
                  file ->
                      !file.startsWith(target) || !OWN.contains(target.relativize(file).toString()))
              .toList();
      for (Path file : content) {
        if (!file.equals(attempts)) {
          check(file.startsWith(target), "outside of target: " + file);
          check(
              Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                  || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS),
              "neither file nor directory: " + file);
          bytes += Files.isDirectory(file) ? 0 : Files.size(file);
        }
        if (file.startsWith(target) && !file.equals(target)) {
          check(!target.relativize(file).toString().matches(RESERVED), "reserved: " + file);
        }
      }
      check(bytes <= LIMITS.bytes(), bytes + " bytes");
      check(content.size() <= LIMITS.files() + 2, content.size() + " files");
      for (String remark : taken.remarks()) {
        check(remark.chars().allMatch(c -> c >= ' ' && c != 0x7f), "not safe to print: " + remark);
      }
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
