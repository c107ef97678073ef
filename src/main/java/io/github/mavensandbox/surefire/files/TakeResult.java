package io.github.mavensandbox.surefire.files;

import java.util.List;

/**
 * What was taken out of a container.
 *
 * @param files how many files were written
 * @param bytes how much was written to them
 * @param remarks what was left out, and why: a few lines that are safe to print
 */
public record TakeResult(int files, long bytes, List<String> remarks) {

  public TakeResult {
    remarks = List.copyOf(remarks);
  }
}
