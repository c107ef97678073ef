package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;

/**
 * Tests cannot run in namespaces here: the machine, the user, the project or the configuration
 * stands against it. Nothing has started.
 */
public final class NoNamespacesException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * Makes one.
   *
   * @param reason what is wrong, and where
   * @param remedy what to do about it
   */
  public NoNamespacesException(String reason, String remedy) {
    super(reason + "; " + remedy);
    this.reason = reason;
  }

  /** Makes one of an exception whose message says what to do, too. */
  public NoNamespacesException(IOException cause) {
    super(cause.getMessage(), cause);
    reason = String.valueOf(cause.getMessage());
  }

  private NoNamespacesException(NoNamespacesException cause) {
    super(
        "tests cannot run in namespaces: "
            + cause.getMessage()
            + ", or set sandbox.kind to containers",
        cause);
    reason = cause.reason;
  }

  /** Returns one that tells who has asked for namespaces, and no other kind, what else to do. */
  public NoNamespacesException ofKindThatIsConfigured() {
    return new NoNamespacesException(this);
  }

  /** Returns what is wrong, without what to do. */
  public String reason() {
    return reason;
  }
}
