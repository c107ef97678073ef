package io.github.mavensandbox.surefire;

import java.util.List;

/** A kind of sandbox, set up for the tests of one module. */
public interface JailKind extends AutoCloseable {

  /** Returns a new jail, of which nothing has begun. */
  Jail newJail();

  /**
   * Returns whether a jail can be locked before a fork asks for it. One that takes something of
   * which the machine has only one, such as a debugger's port, cannot.
   */
  boolean locksAhead();

  /** Returns the text of the file {@code release} of the JDK that forks have. */
  String release();

  /** Returns the command by which a fork starts, when its name is added as the last word. */
  List<String> client();

  /** Removes what all its jails had in common. */
  @Override
  void close();
}
