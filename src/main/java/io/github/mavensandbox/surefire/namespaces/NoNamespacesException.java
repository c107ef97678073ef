package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;

/**
 * Tests cannot run in namespaces here: the machine, the user, the project or the configuration
 * stands against it. Nothing has started.
 */
public final class NoNamespacesException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean configured;

  /**
   * Makes one.
   *
   * @param reason what is wrong, and where
   * @param remedy what to do about it
   */
  public NoNamespacesException(String reason, String remedy) {
    this(reason, remedy, false);
  }

  private NoNamespacesException(String reason, String remedy, boolean configured) {
    super(reason + "; " + remedy);
    this.reason = reason;
    this.configured = configured;
  }

  /**
   * Makes one for a configuration that asks for what namespaces do not have.
   *
   * @param reason what is wrong, and where
   * @param remedy what to do about it
   */
  public static NoNamespacesException configured(String reason, String remedy) {
    return new NoNamespacesException(reason, remedy, true);
  }

  /** Makes one of an exception whose message says what to do, too. */
  public NoNamespacesException(IOException cause) {
    super(cause.getMessage(), cause);
    reason = String.valueOf(cause.getMessage());
    configured = false;
  }

  private NoNamespacesException(NoNamespacesException cause) {
    super(
        "tests cannot run in namespaces: "
            + cause.getMessage()
            + ", or set sandbox.kind to containers",
        cause);
    reason = cause.reason;
    configured = cause.configured;
  }

  /** Returns one that tells who has asked for namespaces, and no other kind, what else to do. */
  public NoNamespacesException ofKindThatIsConfigured() {
    return new NoNamespacesException(this);
  }

  /** Returns whether the configuration stands against them, and not the machine or the project. */
  public boolean isConfigured() {
    return configured;
  }

  /** Returns what is wrong, without what to do. */
  public String reason() {
    return reason;
  }
}
