package io.github.mavensandbox.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles small programs into a folder of classes. */
final class Compiled {

  private Compiled() {}

  /** Compiles a class without package, and leaves nothing but its class file. */
  static Path into(Path folder, String name, String body) throws IOException {
    Files.createDirectories(folder);
    Path source = folder.resolve(name + ".java");
    Files.writeString(source, "class " + name + " {\n" + body + "\n}\n");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "11", "-d", folder.toString(), source.toString());
    if (code != 0) {
      throw new AssertionError(name + " does not compile");
    }
    Files.delete(source);
    return folder;
  }

  /** Compiles a class with a main method that prints a text. */
  static Path printing(Path folder, String name, String text) throws IOException {
    return into(
        folder,
        name,
        "public static void main(String[] a) { System.out.println(\""
            + text
            + "\" + String.join(\",\", a)); }");
  }
}
