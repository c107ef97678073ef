package it;

public final class Adder {

  public static int sum(int a, int b) {
    return a + b;
  }

  public static int notCovered(int a) {
    return -a;
  }
}
