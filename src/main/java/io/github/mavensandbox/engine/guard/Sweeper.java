package io.github.mavensandbox.engine.guard;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.Labelled;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes the containers that a build left behind because it was killed together with its watchdog,
 * or the machine went down.
 *
 * <p>Builds share an engine, also from different machines and containers. Whoever sees the owner
 * (same user, same boot, same PID namespace) goes by whether it lives, however long it takes; the
 * others go by the deadline.
 */
public final class Sweeper {

  private final ContainerEngine engine;
  private final ProcessTable processes;
  private final Clock clock;

  public Sweeper(ContainerEngine engine) {
    this(engine, ProcessTable.ofThisMachine(), Clock.systemUTC());
  }

  Sweeper(ContainerEngine engine, ProcessTable processes, Clock clock) {
    this.engine = engine;
    this.processes = processes;
    this.clock = clock;
  }

  /**
   * Removes what is abandoned.
   *
   * @return the ids of what was removed
   * @throws EngineException at the end, when the engine refused to remove one
   */
  public List<String> sweep() throws EngineException, InterruptedException {
    List<String> removed = new ArrayList<>();
    List<EngineException> failures = new ArrayList<>();
    for (Labelled container : engine.containersWithLabel(Ownership.DEADLINE_LABEL)) {
      remove(container, removed, failures);
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return removed;
  }

  /** Returns the ids of the containers of builds that this user is running here. */
  public List<String> ofRunningBuilds() throws EngineException, InterruptedException {
    return engine.containersWithLabel(Ownership.DEADLINE_LABEL).stream()
        .filter(container -> isOfRunningBuild(container.labels()))
        .map(Labelled::id)
        .toList();
  }

  private boolean isOfRunningBuild(Map<String, String> labels) {
    return Ownership.of(labels).flatMap(this::visibleOwner).filter(processes::isAlive).isPresent();
  }

  private Optional<Owner> visibleOwner(Ownership ownership) {
    return ownership
        .owner()
        .filter(owner -> processes.self().filter(owner::isVisibleTo).isPresent());
  }

  private void remove(Labelled candidate, List<String> removed, List<EngineException> failures)
      throws InterruptedException {
    if (!isAbandoned(candidate.labels())) {
      return;
    }
    try {
      engine.remove(candidate.id());
      removed.add(candidate.id());
    } catch (EngineException e) {
      failures.add(e);
    }
  }

  private boolean isAbandoned(Map<String, String> labels) {
    Optional<Ownership> ownership = Ownership.of(labels);
    if (ownership.isEmpty()) {
      return false;
    }
    Optional<Owner> visible = visibleOwner(ownership.get());
    return visible.isPresent()
        ? !processes.isAlive(visible.get())
        : ownership.get().deadline().isBefore(clock.instant());
  }
}
