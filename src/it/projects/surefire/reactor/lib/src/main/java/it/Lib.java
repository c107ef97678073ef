package it;

public final class Lib {

  public static String greeting() {
    return "hello";
  }
}
