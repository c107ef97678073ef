package io.github.mavensandbox.record;

import java.util.Objects;

/** A part of a record is missing, damaged, or not what the sandbox writes. */
public final class RecordException extends Exception {
  private static final long serialVersionUID = 1;

  RecordException(String message) {
    super(message);
  }

  RecordException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns what is wrong with the record. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
