package it;

/** A program that needs no other module. */
public final class Tool {

  public static void main(String[] args) {
    System.out.println("program: tool");
  }

  private Tool() {}
}
