package io.github.mavensandbox.engine;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether there is a person at the other end of this process's streams. */
public final class Terminal {

  private Terminal() {}

  /**
   * Returns whether both standard input and standard output are a terminal.
   *
   * <p>Up to Java 21 there is a console only then; from 22 there always is one, and it has a method
   * that tells.
   */
  public static boolean isAttached() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
