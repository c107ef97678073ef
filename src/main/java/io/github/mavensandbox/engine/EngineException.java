package io.github.mavensandbox.engine;

import java.io.IOException;

/**
 * A container engine is missing, unusable, or refused a command; the message is one line that says
 * what to do.
 */
public class EngineException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message stands on its own. */
  public EngineException(String message) {
    super(message);
  }

  /** Makes an exception with the cause that the message retells. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
