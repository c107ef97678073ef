package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import io.github.mavensandbox.image.BuildProgress.Level;

/** Passes on what Jib's threads tell, one at a time. */
final class JibEvents {

  private final BuildProgress progress;
  private double done;

  JibEvents(BuildProgress progress) {
    this.progress = progress;
  }

  /** Listens to a run of Jib. */
  void listenTo(Containerizer containerizer) {
    synchronized (this) {
      done = 0;
    }
    containerizer.addEventHandler(LogEvent.class, this::log);
    containerizer.addEventHandler(ProgressEvent.class, this::progress);
  }

  /** Tells of a step that Jib does not know of. */
  synchronized void step(String text) {
    progress.message(Level.STEP, text);
  }

  /** Ends what is shown of a build. */
  synchronized void ended() {
    progress.ended();
  }

  synchronized void log(LogEvent event) {
    String text = event.getMessage().strip();
    if (!text.isEmpty()) {
      progress.message(isMisleading(text) ? Level.DETAIL : level(event.getLevel()), text);
    }
  }

  /** Jib speaks of a Docker daemon wherever it hands an image over, and warns of every tag. */
  private static boolean isMisleading(String text) {
    return text.startsWith("Loading to Docker")
        || text.contains("does not use a specific image digest");
  }

  private static Level level(LogEvent.Level level) {
    return switch (level) {
      case WARN -> Level.WARNING;
      case PROGRESS -> Level.STEP;
      // What Jib logs as an error it also throws.
      case ERROR, LIFECYCLE, INFO, DEBUG -> Level.DETAIL;
    };
  }

  private synchronized void progress(ProgressEvent event) {
    done += event.getUnits() * event.getAllocation().getFractionOfRoot();
    progress.update(Math.min(1, done), event.getAllocation().getDescription());
  }
}
