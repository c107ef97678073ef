package io.github.mavensandbox.foreign;

/** A tar ends too early, or is none. */
public final class DamagedTarException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedTarException(String message, Throwable cause) {
    super(message, cause);
  }

  DamagedTarException(String message) {
    super(message);
  }
}
