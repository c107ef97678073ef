package io.github.mavensandbox.tools;

import java.nio.file.Path;

/** A program that opens a bundle in a cache, and says what came of it. */
final class OpenTools {

  private OpenTools() {}

  public static void main(String[] arguments) {
    try {
      HostTools.open(Path.of(arguments[0]), Path.of(arguments[1]));
      System.out.println("opened");
    } catch (ToolsException e) {
      System.out.println(e.getMessage());
    }
  }
}
