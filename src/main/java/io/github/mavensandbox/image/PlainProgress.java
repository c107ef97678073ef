package io.github.mavensandbox.image;

import java.util.function.Consumer;

/** Shows a build's steps as plain lines, for logs and {@code mvn -B}. */
public record PlainProgress(
    Consumer<String> warnings, Consumer<String> steps, Consumer<String> details)
    implements BuildProgress {

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
