package io.github.mavensandbox.agent;

/** Who had a piece of work done, and on whose behalf they did. */
final class Submission {

  private static final int DEPTH = 8;

  private final How how;
  private final Stack stack;
  private final Submission parent;
  private final int depth;

  private Submission(How how, Stack stack, Submission parent) {
    this.how = how;
    this.stack = stack;
    this.parent = parent;
    this.depth = parent == null ? 1 : parent.depth + 1;
  }

  /**
   * A submission.
   *
   * @param stack of who submits, or null where it is not known
   * @param parent what the submitting thread is doing itself, or null
   */
  static Submission of(How how, Stack stack, Submission parent) {
    if (parent != null && parent.how == how && parent.stack == stack) {
      return parent; // a task that submits itself again
    }
    return new Submission(how, stack, parent == null ? null : parent.upTo(DEPTH - 1));
  }

  /** The same chain with that many at most: the nearest ones, and the one where it began. */
  private Submission upTo(int limit) {
    if (depth <= limit) {
      return this;
    }
    if (limit == 1) {
      Submission origin = this;
      while (origin.parent != null) {
        origin = origin.parent;
      }
      return origin;
    }
    return new Submission(how, stack, parent.upTo(limit - 1));
  }

  /** Whether it is of a task that one submission runs once. */
  boolean isOnce() {
    return how == How.EXECUTOR || how == How.FORKJOIN;
  }

  /** Who submitted, or null where that is not known. */
  Stack stack() {
    return stack;
  }

  Submission parent() {
    return parent;
  }

  /** Appends it as JSON; returns whether frames are missing. */
  boolean write(JsonLine line, int limit) {
    line.beginObject().field("how", how.text()).name("stack");
    boolean cut = false;
    if (stack == null) {
      line.beginArray().endArray();
    } else {
      cut = stack.write(line, limit);
    }
    line.endObject();
    return cut;
  }

  @Override
  public int hashCode() {
    return how.ordinal() + 31 * (stack == null ? 0 : stack.hashCode());
  }

  /** Whether the whole chain is the same. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Submission)) {
      return false;
    }
    Submission submission = (Submission) other;
    return how == submission.how
        && (stack == null ? submission.stack == null : stack.equals(submission.stack))
        && (parent == null ? submission.parent == null : parent.equals(submission.parent));
  }
}
