package io.github.mavensandbox.attribution;

/**
 * A place in the code.
 *
 * @param className binary name; not safe to print
 * @param line from 1; 0 where the compiler left it out
 */
public record Frame(String className, String method, int line, Origin origin) {

  /** {@code com.x.Foo.bar:12}; not safe to print. */
  @Override
  public String toString() {
    return className + "." + method + (line > 0 ? ":" + line : "");
  }
}
