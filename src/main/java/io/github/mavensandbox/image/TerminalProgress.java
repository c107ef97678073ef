package io.github.mavensandbox.image;

import java.io.PrintStream;
import java.util.Locale;

/** Shows a build's progress as a bar on the last line of a terminal. */
public final class TerminalProgress implements BuildProgress {

  private static final int BAR = 30;
  private static final int WIDTH = 78;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final BuildProgress messages;
  private final PrintStream terminal;
  private String shown = "";

  /**
   * @param messages where warnings and details go
   * @param terminal what the bar is drawn on
   */
  public TerminalProgress(BuildProgress messages, PrintStream terminal) {
    this.messages = messages;
    this.terminal = terminal;
  }

  @Override
  public void message(Level level, String text) {
    // The bar says what is being done.
    if (level != Level.STEP) {
      String bar = shown;
      show("");
      messages.message(level, text);
      show(bar);
    }
  }

  @Override
  public void update(double fraction, String task) {
    int done = (int) Math.round(BAR * Math.min(1, fraction));
    String bar = "=".repeat(done) + " ".repeat(BAR - done);
    String line = String.format(Locale.ROOT, "[%s] %3.0f%% %s", bar, fraction * 100, task);
    show(line.length() > WIDTH ? line.substring(0, WIDTH) : line);
  }

  @Override
  public void ended() {
    show("");
  }

  private void show(String line) {
    if (!line.equals(shown)) {
      terminal.print(CLEAR_LINE + line);
      terminal.flush();
      shown = line;
    }
  }
}
