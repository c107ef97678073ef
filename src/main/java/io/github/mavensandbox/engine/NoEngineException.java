package io.github.mavensandbox.engine;

/** No container engine is installed. */
public final class NoEngineException extends UnusableEngineException {

  private static final long serialVersionUID = 1L;

  public NoEngineException(String message) {
    super(message);
  }

  public NoEngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
