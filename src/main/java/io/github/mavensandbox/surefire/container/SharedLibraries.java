package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.surefire.files.HostEntry;
import io.github.mavensandbox.surefire.files.HostFiles;
import io.github.mavensandbox.surefire.files.HostTar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The libraries of an execution's forks. They are streamed once into a volume of the firewall's
 * container, and every fork sees them there, at the paths that they have on the host, and cannot
 * write to them. For any thread.
 */
final class SharedLibraries {

  private final ContainerEngine engine;
  private final BackgroundTask<FirewallContainer> firewall;
  private final TestImage image;
  private final Path folder;
  private final SortedMap<String, HostEntry> there = new TreeMap<>();

  /**
   * Does nothing yet.
   *
   * @param firewall whose container has a volume in place of the folder; when it is locked, because
   *     an engine starts no container while it copies into it
   */
  SharedLibraries(
      ContainerEngine engine,
      BackgroundTask<FirewallContainer> firewall,
      TestImage image,
      Path folder) {
    this.engine = engine;
    this.firewall = firewall;
    this.image = image;
    this.folder = folder;
  }

  /** What is below it is shared. */
  Path folder() {
    return folder;
  }

  /** Brings those of these files that are below the folder. */
  void bring(List<Path> files) throws IOException, InterruptedException {
    HostFiles collected = new HostFiles(image.user().uid(), image.user().gid());
    for (Path file : files) {
      if (file.startsWith(folder)) {
        collected.add(file);
      }
    }
    bring(collected.takeBelow(folder));
  }

  /**
   * Returns when all of them are there. What is there already is not streamed again, unless the
   * host has another one by now.
   *
   * @param entries by their names in the folder
   */
  synchronized void bring(SortedMap<String, HostEntry> entries)
      throws IOException, InterruptedException {
    SortedMap<String, HostEntry> missing = new TreeMap<>(entries);
    missing.entrySet().removeAll(there.entrySet());
    if (missing.isEmpty()) {
      return;
    }
    String container = firewall.get().name();
    HostTar tar = new HostTar(image.user().uid(), image.user().gid());
    engine.copyIn(container, folder.toString(), out -> tar.write(missing, out));
    there.putAll(missing);
  }
}
