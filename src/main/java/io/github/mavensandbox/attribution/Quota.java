package io.github.mavensandbox.attribution;

/** How much more may be kept of a run, whose attempts come from a hostile place. */
final class Quota {

  private int left;

  Quota(int size) {
    left = size;
  }

  /** Takes room for one; false where there is none left. */
  boolean take() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
