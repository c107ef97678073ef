package io.github.mavensandbox.tools;

import java.io.IOException;

/** The tools cannot be used; the message is one line that says why and what to do. */
public class ToolsException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception whose message stands on its own. */
  public ToolsException(String message) {
    super(message);
  }

  /** Makes an exception with the cause that the message retells. */
  public ToolsException(String message, Throwable cause) {
    super(message, cause);
  }
}
