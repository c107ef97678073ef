package it;

/** A program that needs another module. */
public final class App {

  public static void main(String[] args) {
    System.out.println("program: app on " + Lib.origin());
  }

  private App() {}
}
