package io.github.mavensandbox.report;

import io.github.mavensandbox.run.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The folders in which tests leave {@code TEST-*.xml}: these tell whether tests ran elsewhere. */
public final class TestReports {

  /** Linux stamps files by a clock that only ticks, every 10 ms at the least. */
  private static final Duration TICK = Duration.ofMillis(20);

  private final List<Path> folders;

  /**
   * Looks at nothing yet.
   *
   * @param folders need not be there
   */
  public TestReports(Collection<Path> folders) {
    this.folders =
        folders.stream().map(folder -> folder.toAbsolutePath().normalize()).distinct().toList();
  }

  /**
   * The reports that were written since a build began, and that no run accounts for: at that time
   * none had forks that reported to this folder. A run that has not ended accounts for all since it
   * began.
   *
   * @param start of the build
   * @return sorted by path
   */
  public List<Path> writtenOutside(Collection<RunDescription> runs, Instant start)
      throws IOException {
    List<Path> outside = new ArrayList<>();
    for (Path folder : folders) {
      for (Path file : filesIn(folder)) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        if (isSince(time, start)
            && runs.stream().noneMatch(run -> accountsFor(run, folder, time))) {
          outside.add(file);
        }
      }
    }
    return outside.stream().sorted().toList();
  }

  private static boolean accountsFor(RunDescription run, Path folder, Instant time) {
    return run.reports().filter(folder::equals).isPresent()
        && isSince(time, run.started())
        && run.ended().map(ended -> run.forks() > 0 && !time.isAfter(ended)).orElse(true);
  }

  /** Some file systems know whole seconds only. What may be since then counts as since then. */
  private static boolean isSince(Instant time, Instant start) {
    Instant earliest =
        time.getNano() == 0 ? start.truncatedTo(ChronoUnit.SECONDS) : start.minus(TICK);
    return !time.isBefore(earliest);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isReport(file.getFileName().toString()))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  private static boolean isReport(String name) {
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }
}
