package io.github.mavensandbox.image;

import java.util.function.Consumer;

/** Shows a build's steps as plain lines, for logs and {@code mvn -B}. */
public final class PlainProgress implements BuildProgress {

  private final Consumer<String> warnings;
  private final Consumer<String> steps;
  private final Consumer<String> details;

  /** Makes one that passes each line on to the log of its level. */
  public PlainProgress(
      Consumer<String> warnings, Consumer<String> steps, Consumer<String> details) {
    this.warnings = warnings;
    this.steps = steps;
    this.details = details;
  }

  @Override
  public void message(Level level, String text) {
    switch (level) {
      case WARNING -> warnings.accept(text);
      case STEP -> steps.accept(text);
      case DETAIL -> details.accept(text);
    }
  }

  @Override
  public void update(double fraction, String task) {}

  @Override
  public void ended() {}
}
