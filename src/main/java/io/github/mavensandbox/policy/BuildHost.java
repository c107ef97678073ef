package io.github.mavensandbox.policy;

/** The machine that runs Maven, by the word {@code host}: a server that the build started there. */
public record BuildHost() implements Target {

  /** How a rule names it. */
  static final String WORD = "host";

  @Override
  public String toString() {
    return WORD;
  }
}
