package io.github.mavensandbox.agent;

/** The lines of a stack that was read, worked out only for stacks that are new. */
interface LineNumbers {

  /** The line of a frame, below one where it has none. */
  int line(int index);
}
