package io.github.mavensandbox.record;

/** A part of a record is missing, damaged, or not what the sandbox writes. */
public final class RecordException extends Exception {
  private static final long serialVersionUID = 1;

  RecordException(String message) {
    super(message);
  }

  RecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
