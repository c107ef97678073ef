package io.github.mavensandbox.policy;

/**
 * A rule that cannot be taken as it stands. The message is one line without control characters:
 * which rule, what is wrong, and what to write instead.
 */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  PolicyException(String message) {
    super(message);
  }
}
