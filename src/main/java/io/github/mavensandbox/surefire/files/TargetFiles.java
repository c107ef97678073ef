package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.HostileTar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what tests wrote below {@code target} out of a container, whose code may be hostile, and
 * puts it below the host's.
 *
 * <ul>
 *   <li>Only plain files and directories are taken, of names that nobody has to fear.
 *   <li>Nothing leaves the host's target, and no link below it is followed. Each directory on the
 *       way is looked at right before it is used; between the two only a process of the host could
 *       put a link there, never the container, which has no part of the host's file system.
 *   <li>What the build itself writes to is never taken: {@code classes}, {@code test-classes},
 *       {@code generated-*} but {@code generated-snippets}, {@code maven-*}, {@code sandbox}, the
 *       artifact's files, and of {@code surefire*} and {@code failsafe*} all but the tests' own
 *       reports in {@code surefire-reports} and {@code failsafe-reports}; a planted one would be
 *       packaged, or believed.
 *   <li>Of {@code sandbox} one file is read: that of the agent's attempts, which has a place of its
 *       own on the host.
 *   <li>A file that the host has stays as it is, unless it was taken out of a sandbox and nothing
 *       has changed it since: then it is replaced. To JaCoCo's data, known by how they begin, the
 *       container's are appended, under a lock.
 *   <li>Times are not later than now, and permissions not wider than a new file's.
 * </ul>
 *
 * <p>Thread-safe: the containers of several forks can be taken from at a time. Have one of it for a
 * module: it remembers what was taken.
 */
public final class TargetFiles {

  private final Path target;
  private final TargetNames names;
  private final TargetLimits limits;
  private final Module module;
  private final TakenFiles taken;
  private final TakenFiles takenElsewhere;

  /**
   * Where more is taken than target.
   *
   * @param root the project's folder, in all of which coverage may be written
   * @param basedir the module's folder
   * @param take what the user wants back
   */
  public record Module(Path root, Path basedir, TakePaths take) {}

  /**
   * Takes up to the default limits.
   *
   * @param target the host's; it may be a link itself, and is made when it is not there
   * @param finalName the file name of the project's artifact, without its extension
   * @throws IllegalArgumentException for an empty name
   */
  public TargetFiles(Path target, String finalName) {
    this(target, finalName, TargetLimits.DEFAULT);
  }

  /** Takes up to other limits. */
  public TargetFiles(Path target, String finalName, TargetLimits limits) {
    this(
        target,
        finalName,
        limits,
        new Module(target.toAbsolutePath().normalize(), target, TakePaths.NONE));
  }

  /** The same of a module that more is taken of than its target. */
  public TargetFiles(Path target, String finalName, TargetLimits limits, Module module) {
    this.target = target.toAbsolutePath().normalize();
    this.limits = limits;
    this.module = module;
    taken = new TakenFiles(this.target.resolve("sandbox/taken"));
    takenElsewhere = new TakenFiles(this.target.resolve("sandbox/taken/elsewhere"));
    names = new TargetNames(this.target.getFileName().toString(), finalName, limits, module.take());
  }

  /** Whether files that tests write into a folder are taken, reports in XML among them. */
  public boolean takes(Path folder) {
    Path report = folder.toAbsolutePath().normalize().resolve("TEST-it.xml");
    return report.startsWith(target) && takesFile(target.relativize(report));
  }

  /** Returns whether a file was taken out of a sandbox at some time. */
  public boolean hasTaken(Path file) {
    return file.startsWith(target) && taken.knows(target.relativize(file).toString());
  }

  /**
   * Takes the files out of a tar whose entries are named after the target directory, {@code
   * target/…}. A tar that is cut off or damaged is taken up to there, and the remarks say so.
   *
   * @param tar read to its end, unless a limit is hit: what would come then may never end, so the
   *     caller has to close it, which also ends an engine's client that still writes
   * @throws IOException when the stream itself fails, or the host's target cannot be made
   */
  public TakeResult take(InputStream tar) throws IOException {
    return take(tar, ForkFiles.UNKNOWN);
  }

  /**
   * The same with what is known of the fork; its attempts go where they belong. However many other
   * files there are, they are looked for up to what is read in all.
   */
  public TakeResult take(InputStream tar, ForkFiles fork) throws IOException {
    Files.createDirectories(target);
    return new TargetTake(target.toRealPath(), names, limits, taken, new HostileTar(tar), fork)
        .run();
  }

  /**
   * Returns which of JaCoCo's files do not come with all others below {@code target}.
   *
   * @param named by a fork's command line
   * @throws IOException for one that cannot come back; says why, and what to do
   */
  public CoverageFiles coverage(Set<Path> named) throws IOException {
    Files.createDirectories(target);
    Path real = target.toRealPath();
    List<Path> outside = new ArrayList<>();
    for (Path file : named) {
      if (!file.startsWith(target) && !file.startsWith(real)) {
        outside.add(file);
      } else if (!takesCoverage((file.startsWith(target) ? target : real).relativize(file))) {
        throw new IOException(
            "the coverage in '%s' cannot come back from the sandbox, because only the build itself may write there; set <destFile> of jacoco-maven-plugin to '%s' or another file below it"
                .formatted(file, target.resolve("jacoco.exec")));
      }
    }
    return CoverageFiles.of(outside, module.root(), taken.folder(), limits);
  }

  private boolean takesFile(Path belowTarget) {
    return verdict(belowTarget) instanceof Names.Verdict.Good;
  }

  private boolean takesCoverage(Path belowTarget) {
    Names.Verdict verdict = verdict(belowTarget);
    return verdict instanceof Names.Verdict.Good || verdict instanceof Names.Verdict.Wanted;
  }

  private Names.Verdict verdict(Path belowTarget) {
    return names.judge(target.getFileName().resolve(belowTarget).toString(), false);
  }

  /** Returns what the user wants back that is not below target. */
  public List<Path> wanted() {
    return module.take().outside().stream().map(module.basedir()::resolve).toList();
  }

  /**
   * Takes what the user wants back.
   *
   * @param tar of one of these files or folders, whose entries begin with its own name
   */
  public TakeResult takeWanted(InputStream tar, Path wanted, ForkFiles fork) throws IOException {
    Path path = module.basedir().relativize(wanted);
    return take(tar, new WantedNames(path, limits), fork);
  }

  /**
   * Takes what a JVM that has crashed left in the module's folder, and nothing else.
   *
   * @param tar of the folder, whose entries begin with its own name
   */
  public TakeResult takeCrashes(InputStream tar) throws IOException {
    return take(tar, new CrashNames(module.basedir().getFileName().toString()), ForkFiles.UNKNOWN);
  }

  /** Returns whether a JVM that crashes leaves files of this name. */
  public static boolean isOfCrash(String name) {
    return CrashNames.matches(name);
  }

  private TakeResult take(InputStream tar, Names inFolder, ForkFiles fork) throws IOException {
    return new TargetTake(
            module.basedir().toRealPath(),
            inFolder,
            limits,
            takenElsewhere,
            new HostileTar(tar),
            new ForkFiles(Optional.empty(), SeenFiles.NONE, fork.sent()))
        .run();
  }

  /** Returns which files of earlier forks a fork sees that starts now, and sees the host's. */
  public SeenFiles seen() {
    return SeenFiles.of(taken.all());
  }
}
