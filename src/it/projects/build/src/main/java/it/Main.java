package it;

/** Is built into images, and not run. */
public final class Main {

  public static void main(String[] args) {}

  private Main() {}
}
