package io.github.mavensandbox.attribution;

import io.github.mavensandbox.record.KernelRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Explains what the kernel recorded in a run by the attempts that the agent told of in it. */
public final class Explainer {

  /** More than the agent of one JVM writes; what is longer was not written by it. */
  private static final long MAX_FILE = 256L * 1_024 * 1_024;

  private final Origins origins;
  private final Roles roles = Roles.ofKnownLibraries();

  /**
   * @param origins of the classes in the sandbox
   */
  public Explainer(Origins origins) {
    this.origins = origins;
  }

  /**
   * Explains one run.
   *
   * @param attempts folder with files of attempts; where there is none, nothing is known
   * @throws IOException when a file cannot be read
   */
  public Attribution explain(KernelRecord record, Path attempts) throws IOException {
    List<Path> files = files(attempts);
    if (files.isEmpty()) {
      return Attribution.NONE;
    }
    AttemptMatcher join = new AttemptMatcher(record, new CallerFinder(roles));
    AttemptReader reader = new AttemptReader(origins, join::add);
    List<String> remarks = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > MAX_FILE) {
        remarks.add("a file of attempts was too large to be read");
        continue;
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        reader.read(in);
      }
    }
    if (reader.isFull()) {
      remarks.add("a JVM made more attempts than it wrote down");
    }
    if (reader.damaged() > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%,d attempts are damaged, and are left out", reader.damaged()));
    }
    if (join.moreOthers() > 0) {
      remarks.add(
          String.format(Locale.ROOT, "%,d more attempts are not listed", join.moreOthers()));
    }
    return new Attribution(
        true, join.explanations(), join.others(true), join.others(false), join.notFound(), remarks);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }
}
