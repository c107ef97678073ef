package io.github.mavensandbox.mojo.kept;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.NoEngineException;
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
  private boolean knowsContainers = true;

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

  /**
   * Looks at an engine. Where one is installed and does not answer, containers may be running all
   * the same; where none is, none are.
   */
  public void lookAt(BackgroundTask<ContainerEngine> located) throws InterruptedException {
    knowsContainers = false;
    try {
      ContainerEngine engine = located.get();
      Sweeper sweeper = new Sweeper(engine);
      sweeper.ofRunningBuilds().forEach(id -> users.add("container " + id.substring(0, 12)));
      knowsContainers = true;
      if (!dryRun) {
        sweep(sweeper);
      }
      kept.addAll(new KeptInEngine(engine).list());
    } catch (NoEngineException e) {
      knowsContainers = true;
      warnings.accept("images stay: " + e.getMessage());
    } catch (EngineException e) {
      warnings.accept("images stay: " + e.getMessage());
    }
  }

  private void sweep(Sweeper sweeper) throws InterruptedException {
    try {
      sweeper.sweep();
    } catch (EngineException e) {
      warnings.accept("containers that killed builds left behind stay: " + e.getMessage());
    }
  }

  /** Notes something that a running build uses, such as a folder. */
  public void inUse(String what) {
    users.add(what);
  }

  /** Lists all of it with these folders, and removes it. */
  public void finish(List<KeptFolder> folders) throws InterruptedException {
    if (users.isEmpty()) {
      folders.forEach(this::lookAt);
    } else {
      warnings.accept(
          "a build is running (%s): %s stay"
              .formatted(String.join(", ", users), whatStays(folders)));
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

  private static String whatStays(List<KeptFolder> folders) {
    List<String> all = new ArrayList<>(List.of("what it uses"));
    folders.forEach(folder -> all.add(folder.folder().toString()));
    int last = all.size() - 1;
    return String.join(", ", all.subList(0, last)) + " and " + all.get(last);
  }

  private void lookAt(KeptFolder folder) {
    if (folder.ofContainers() && !knowsContainers) {
      warnings.accept(
          folder.folder()
              + " stays: without the engine's answer, a build in containers may be using it");
      return;
    }
    try {
      folder.find().ifPresent(kept::add);
    } catch (IOException e) {
      warnings.accept("%s stays: %s".formatted(folder.folder(), e.getMessage()));
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
