package io.github.mavensandbox.surefire.files;

import java.util.List;

/**
 * What was taken out of a sandbox.
 *
 * @param files how many files were written
 * @param bytes how much was written to them
 * @param skipped what was left out, and why
 */
public record TakeResult(int files, long bytes, SkippedFiles skipped) {

  /** Returns what was left out: a few lines that are safe to print. */
  public List<String> remarks() {
    return skipped.remarks();
  }
}
