package io.github.mavensandbox.it.maven;

import java.util.List;

/** What stands between two @ in the projects of tests: what this build knows by that name. */
public final class Placeholders {

  private static final List<String> NAMES =
      List.of(
          "project.groupId",
          "project.artifactId",
          "project.version",
          "localRepositoryUrl",
          "junit.version",
          "surefire.version",
          "sandbox.engine",
          "it.base",
          "it.network",
          "it.kind");

  private Placeholders() {}

  /** Returns the text with each replaced. */
  public static String replacedIn(String text) {
    for (String name : NAMES) {
      text = text.replace("@" + name + "@", System.getProperty(name, ""));
    }
    return text;
  }
}
