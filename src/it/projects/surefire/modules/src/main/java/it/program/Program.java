package it.program;

final class Program {

  static String module() {
    return Program.class.getModule().getName();
  }
}
