package it;

public final class Program {

  public static void main(String[] arguments) {
    System.out.println(greeting());
  }

  public static String greeting() {
    return "hello";
  }
}
