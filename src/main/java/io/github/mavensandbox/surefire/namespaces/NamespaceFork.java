package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.surefire.Fork;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.files.AttemptsFile;
import io.github.mavensandbox.surefire.files.ForkFiles;
import io.github.mavensandbox.surefire.files.SentFiles;
import io.github.mavensandbox.surefire.files.SkippedFiles;
import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.files.TargetFiles;
import io.github.mavensandbox.surefire.files.TestListing;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fork that joins a firewall's network. */
final class NamespaceFork implements Fork {

  private static final Pattern NAMESPACE = Pattern.compile("\"pid-namespace\": ([0-9]+)");

  private static final Duration END_LIMIT = Duration.ofSeconds(10);
  private static final long PAUSE_MS = 2;

  /** More than JVMs that a test starts and lets crash. */
  private static final int MOST_CRASHES = 100;

  private final HostTools tools;
  private final ForkSettings settings;
  private final ForkFolder folder;
  private final ForkFiles files;
  private final Executor executor;

  NamespaceFork(
      HostTools tools, ForkSettings settings, ForkFolder folder, Path attempts, Executor executor) {
    this.tools = tools;
    this.settings = settings;
    this.folder = folder;
    files =
        new ForkFiles(
            folder.hasAgent() ? Optional.of(new AttemptsFile(attempts)) : Optional.empty(),
            settings.targetFiles().seen(),
            SentFiles.NONE);
    this.executor = executor;
  }

  /** The script that starts it. */
  @Override
  public String name() {
    return folder.script().toString();
  }

  @Override
  public boolean lists() {
    return folder.command().listing().isPresent();
  }

  @Override
  public int candidates() {
    return folder.command().candidates();
  }

  @Override
  public boolean runsTests() {
    return folder.command().runsTests();
  }

  @Override
  public int takeListing() throws IOException {
    Path file = folder.command().listing().orElseThrow();
    try (InputStream tar = tar(folder.written(file.toRealPath()))) {
      return TestListing.take(tar, file);
    }
  }

  /**
   * Kills what is left in its process namespace, and waits until that is empty. Its first process
   * goes a moment after bubblewrap, and with it the last of the others.
   */
  @Override
  public void end() throws IOException, InterruptedException {
    Optional<Path> namespace = namespace();
    if (namespace.isEmpty()) {
      return;
    }
    long limit = System.nanoTime() + END_LIMIT.toNanos();
    for (List<ProcessHandle> left = in(namespace.get());
        !left.isEmpty();
        left = in(namespace.get())) {
      if (System.nanoTime() > limit) {
        throw new IOException("process " + left.get(0).pid() + " of the tests does not end");
      }
      left.forEach(ProcessHandle::destroyForcibly);
      Thread.sleep(PAUSE_MS);
    }
  }

  /** Returns its process namespace, as the kernel names it; bubblewrap says it before it begins. */
  private Optional<Path> namespace() throws IOException {
    if (!Files.exists(folder.status())) {
      return Optional.empty();
    }
    Matcher namespace = NAMESPACE.matcher(Files.readString(folder.status()));
    return namespace.find()
        ? Optional.of(Path.of("pid:[" + namespace.group(1) + "]"))
        : Optional.empty();
  }

  private static List<ProcessHandle> in(Path namespace) {
    return ProcessHandle.allProcesses()
        .filter(process -> namespace.equals(namespaceOf(process.pid())))
        .toList();
  }

  private static @Nullable Path namespaceOf(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "pid"));
    } catch (IOException e) {
      // Another user's, or gone.
      return null;
    }
  }

  /** Not before nothing of it runs any more, which could change a file while it is looked at. */
  @Override
  public TakeResult take() throws IOException {
    try {
      end();
      Removal.open(folder.upper());
      Removal.open(folder.upperOfModule());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the tests' files were taken");
    }
    try (InputStream tar = tar(folder.upper())) {
      TakeResult result = settings.targetFiles().take(tar, files);
      takeCoverage(result.skipped());
      takeWanted(result.skipped());
      takeCrashes(result.skipped());
      return result;
    }
  }

  private void takeWanted(SkippedFiles skipped) throws IOException {
    for (Path wanted : settings.targetFiles().wanted()) {
      Optional<Path> written = folder.writtenInModule(wanted);
      if (written.isPresent()) {
        try (InputStream tar = tar(written.get())) {
          skipped.add(settings.targetFiles().takeWanted(tar, wanted, files).skipped());
        }
      }
    }
  }

  private void takeCrashes(SkippedFiles skipped) throws IOException {
    Path module = folder.upperOfModule();
    List<String> names;
    try (Stream<Path> files = Files.list(module)) {
      names =
          files
              .map(file -> file.getFileName().toString())
              .filter(TargetFiles::isOfCrash)
              .limit(MOST_CRASHES)
              .map(name -> module.getFileName() + "/" + name)
              .toList();
    }
    if (!names.isEmpty()) {
      try (InputStream tar = tar(module.getParent(), names)) {
        skipped.add(settings.targetFiles().takeCrashes(tar).skipped());
      }
    }
  }

  private void takeCoverage(SkippedFiles skipped) throws IOException {
    for (Path file : folder.coverage().files()) {
      try (InputStream tar = tar(folder.coverage(file))) {
        folder.coverage().take(tar, file, skipped);
      }
    }
  }

  /** Returns a tar of a file or folder, which is named as it is itself; a link stays a link. */
  private InputStream tar(Path path) throws IOException {
    return tar(path.getParent(), List.of(path.getFileName().toString()));
  }

  private InputStream tar(@Nullable Path folder, List<String> names) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(tools.sandbox().resolve("bin/busybox").toString(), "tar", "-c", "-f", "-"));
    command.addAll(List.of("-C", Objects.requireNonNull(folder).toString(), "--"));
    command.addAll(names);
    return ToolProcess.output(tools, command);
  }

  @Override
  public void remove() {
    executor.execute(() -> Removal.of(folder.folder()));
  }
}
