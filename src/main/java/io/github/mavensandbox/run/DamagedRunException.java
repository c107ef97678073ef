package io.github.mavensandbox.run;

/** A run's description is not what was written; the message says how, and is safe to print. */
final class DamagedRunException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedRunException(String message) {
    super(message);
  }
}
