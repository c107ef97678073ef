package io.github.mavensandbox.engine;

/** No container engine works, or not the one that was named. Nothing has been asked of it. */
public class UnusableEngineException extends EngineException {

  private static final long serialVersionUID = 1L;

  public UnusableEngineException(String message) {
    super(message);
  }

  public UnusableEngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
