package io.github.mavensandbox.attribution;

import java.util.List;

/**
 * Where a class came from.
 *
 * @param name {@code groupId:artifactId:version} of an artifact or module, the path of anything
 *     else; not safe to print
 * @param trail how an artifact came into the project: coordinates from the module that wants it to
 *     the artifact itself, both included; empty when it is not known
 * @param compiledHere whether it is a folder that this build compiled into, and so has no copies of
 *     other libraries, as a jar may
 */
public record Origin(Kind kind, String name, List<String> trail, boolean compiledHere) {

  /** What kind of thing it came from. */
  public enum Kind {
    /** The Java runtime. */
    JDK,
    /** Made at run time; its loader does not say from what. */
    GENERATED,
    /** An artifact that the project depends on, or that is in the local repository. */
    ARTIFACT,
    /** A module of this build, its tests included. */
    MODULE,
    /** A jar or folder that no artifact is known of. */
    OTHER
  }

  static final Origin JDK = new Origin(Kind.JDK, "JDK", List.of(), false);
  static final Origin GENERATED =
      new Origin(Kind.GENERATED, "a class that was made at run time", List.of(), false);

  public Origin {
    trail = List.copyOf(trail);
  }

  public static Origin artifact(String coordinates, List<String> trail) {
    return new Origin(Kind.ARTIFACT, coordinates, trail, false);
  }

  /** Of a module's folder of classes. */
  public static Origin module(String coordinates) {
    return new Origin(Kind.MODULE, coordinates, List.of(), true);
  }

  /** Of a module's jar. */
  public static Origin moduleJar(String coordinates) {
    return new Origin(Kind.MODULE, coordinates, List.of(), false);
  }

  static Origin other(String path) {
    return new Origin(Kind.OTHER, path, List.of(), false);
  }
}
