package io.github.mavensandbox.mojo.kept;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.guard.Sweeper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists what the plugin keeps on this machine for the user who runs Maven, and then removes it.
 * What cannot be removed, or a build is using, stays and is named.
 */
public final class CleanUp {

  private final boolean dryRun;
  private final Consumer<String> lines;
  private final Consumer<String> warnings;
  private final List<Kept> kept = new ArrayList<>();
  private final List<String> users = new ArrayList<>();

  /**
   * Makes one that has looked at nothing yet.
   *
   * @param dryRun whether it only lists
   * @param lines receives what there is, and what came of it
   * @param warnings receives what stays, and why
   */
  public CleanUp(boolean dryRun, Consumer<String> lines, Consumer<String> warnings) {
    this.dryRun = dryRun;
    this.lines = lines;
    this.warnings = warnings;
  }

  /** Looks at an engine; where none answers, at nothing. */
  public void lookAt(BackgroundTask<ContainerEngine> located) throws InterruptedException {
    try {
      ContainerEngine engine = located.get();
      Sweeper sweeper = new Sweeper(engine);
      if (!dryRun) {
        sweeper.sweep();
      }
      sweeper.ofRunningBuilds().forEach(id -> users.add("container " + id.substring(0, 12)));
      kept.addAll(new KeptInEngine(engine).list());
    } catch (EngineException e) {
      warnings.accept("images and volumes stay: " + e.getMessage());
    }
  }

  /** Is told what a build has while it runs, such as a folder. */
  public void inUse(String what) {
    users.add(what);
  }

  /** Lists all of it with these folders, and removes it. */
  public void finish(List<KeptFolder> folders) throws InterruptedException {
    if (users.isEmpty()) {
      folders.forEach(this::lookAt);
    } else {
      warnings.accept(
          "a build is running (%s): what it uses stays, and %s"
              .formatted(String.join(", ", users), String.join(" and ", paths(folders))));
    }
    kept.forEach(one -> lines.accept(one.line()));
    if (kept.isEmpty()) {
      lines.accept("there is nothing to remove");
    } else if (dryRun) {
      lines.accept("nothing is removed: sandbox.dryRun is set");
    } else {
      remove();
    }
  }

  private static List<String> paths(List<KeptFolder> folders) {
    return folders.stream().map(folder -> folder.folder().toString()).toList();
  }

  private void lookAt(KeptFolder folder) {
    try {
      folder.find().ifPresent(kept::add);
    } catch (IOException e) {
      warnings.accept("it stays: " + e.getMessage());
    }
  }

  private void remove() throws InterruptedException {
    int removed = 0;
    for (Kept one : kept) {
      try {
        one.removal().run();
        removed++;
      } catch (IOException e) {
        warnings.accept("%s stays: %s".formatted(one.name(), e.getMessage()));
      }
    }
    lines.accept("removed %d of %d".formatted(removed, kept.size()));
  }
}
