package it;

public final class Program {

  public static String greeting() {
    return "hello";
  }
}
