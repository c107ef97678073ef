package it;

/** What the program depends on. */
public final class Lib {

  /** Returns where this class comes from. */
  public static String origin() {
    return Lib.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private Lib() {}
}
