package io.github.mavensandbox.engine;

import java.io.IOException;

/**
 * A container engine is missing, unusable, or refused a command; the message is one line that says
 * what to do.
 */
public class EngineException extends IOException {

  private static final long serialVersionUID = 1L;

  public EngineException(String message) {
    super(message);
  }

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
