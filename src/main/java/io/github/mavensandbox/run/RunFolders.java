package io.github.mavensandbox.run;

import io.github.mavensandbox.text.FolderRemoval;
import io.github.mavensandbox.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folders of a module's runs, {@code target/sandbox/runs}: each has the raw record and {@code
 * run.json}, the run's description. No link among them is ever followed.
 *
 * @param folder has one folder a run; it need not be there
 */
public record RunFolders(Path folder) {

  private static final String FILE = "run.json";

  /** A million networks of a policy. */
  private static final long MAX_BYTES = 64L << 20;

  /** Between making a folder and describing it pass milliseconds. */
  private static final Duration NEW = Duration.ofMinutes(1);

  /**
   * What was found of a build.
   *
   * @param runs oldest first
   * @param others runs of other builds, which have ended, or whose build still goes on
   * @param problems a line for each folder of which it cannot be told whose it is, safe to print
   */
  public record Found(
      List<RunDescription> runs, List<RunDescription> others, List<String> problems) {
    public Found {
      runs = List.copyOf(runs);
      others = List.copyOf(others);
      problems = List.copyOf(problems);
    }
  }

  /** The folder of a run, for its raw record; it need not be there. */
  public Path of(RunDescription run) {
    return folder.resolve(run.id());
  }

  /** The folder of a run's attempts, a file of the agent's each; it need not be there. */
  public Path attemptsOf(RunDescription run) {
    return of(run).resolve("attempts");
  }

  /**
   * Writes the description, when the run begins and again when it has ended; nobody sees half of
   * one. Makes the folder.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(RunDescription run) throws IOException {
    JsonFile.write(of(run).resolve(FILE), RunJson.of(run), JsonFile.Lines.NOTHING);
  }

  /** Finds the runs of a build, and of those that went on beside it. */
  public Found of(BuildSession session) throws IOException {
    List<RunDescription> runs = new ArrayList<>();
    List<RunDescription> others = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path run : folders()) {
      try {
        Optional<RunDescription> found = read(run);
        if (found.isEmpty()) {
          continue;
        }
        BuildSession owner = found.get().session();
        if (owner.equals(session)) {
          runs.add(found.get());
        } else if (found.get().ended().isPresent() || !owner.hasEndedAsSeenBy(session)) {
          others.add(found.get());
        }
      } catch (DamagedRunException e) {
        problems.add(
            "%s of run '%s' is damaged: %s; delete the folder ('mvn clean' does) and build again"
                .formatted(FILE, PlainText.of(run.getFileName().toString()), e.getMessage()));
      }
    }
    runs.sort(Comparator.comparing(RunDescription::started).thenComparing(RunDescription::id));
    return new Found(runs, others, problems);
  }

  /**
   * Removes the folders of builds that are over, and those that are nobody's.
   *
   * @param session this build, whose runs stay
   * @param warnings receives a line for each folder that could not be removed, which does no harm
   */
  public void sweep(BuildSession session, Consumer<String> warnings) throws IOException {
    for (Path run : folders()) {
      if (isLeftBehind(run, session)) {
        FolderRemoval.removeLeftover(run, warnings);
      }
    }
  }

  private static boolean isLeftBehind(Path run, BuildSession session) throws IOException {
    try {
      Optional<RunDescription> found = read(run);
      if (found.isPresent()) {
        return found.get().session().hasEndedAsSeenBy(session);
      }
    } catch (DamagedRunException e) {
      // Whose it was cannot be told: as if there were no description.
    }
    return Files.getLastModifiedTime(run, LinkOption.NOFOLLOW_LINKS)
        .toInstant()
        .isBefore(Instant.now().minus(NEW));
  }

  private List<Path> folders() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }

  /** Empty when there is no description. */
  private static Optional<RunDescription> read(Path run) throws IOException, DamagedRunException {
    Path file = run.resolve(FILE);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      throw new DamagedRunException("it is no plain file");
    }
    if (file.toFile().length() > MAX_BYTES) {
      throw new DamagedRunException("it is larger than " + MAX_BYTES + " bytes");
    }
    RunDescription description;
    try {
      description = RunJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      // The sweep removes what an earlier build left, beside this one.
      return Optional.empty();
    }
    if (!description.id().equals(run.getFileName().toString())) {
      throw new DamagedRunException("it is of another run");
    }
    return Optional.of(description);
  }
}
