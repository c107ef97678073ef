package io.github.mavensandbox.image;

/** Is told how a build goes; called from several threads, but never from two at a time. */
public interface BuildProgress {

  /** How much a message matters. */
  enum Level {
    /** Something that may not be as it was meant. */
    WARNING,
    /** What is being done. */
    STEP,
    /** For somebody who looks for an error. */
    DETAIL
  }

  void message(Level level, String text);

  /**
   * Work has gone on.
   *
   * @param fraction how much of it is done, 0 to 1
   * @param task what is being done now
   */
  void update(double fraction, String task);

  /** A build has ended, well or not: what was shown of its progress can go. */
  void ended();
}
