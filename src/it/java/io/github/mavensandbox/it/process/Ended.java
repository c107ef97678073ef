package io.github.mavensandbox.it.process;

import java.util.List;

/**
 * How a program ended, or a container.
 *
 * @param exitCode its exit code
 * @param stdout what it wrote to stdout
 * @param stderr what it wrote to stderr
 */
public record Ended(int exitCode, String stdout, String stderr) {

  /** Returns what the sandbox itself said. */
  public List<String> said() {
    return stderr.lines().filter(line -> line.startsWith("sandbox: ")).toList();
  }

  /** Returns the one line with which the sandbox refused; fails if the command was started. */
  public String refusal() {
    if (exitCode != 125 || !stdout.isEmpty() || said().size() != 1 || stderr.lines().count() != 1) {
      throw new AssertionError("not refused in one line: " + this);
    }
    return said().get(0);
  }

  /** Returns stdout of a command that must not fail, without the white space around it. */
  public String orThrow() {
    if (exitCode != 0) {
      throw new AssertionError("ended with " + this);
    }
    return stdout.strip();
  }
}
