package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.surefire.fork.AgentClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * The JDK of a toolchain that Surefire and Failsafe would start tests on: their {@code
 * jdkToolchain}, else the one that maven-toolchains-plugin has chosen for the build.
 *
 * @param toolchain as it is told to a person
 * @param home its folder, with all links followed
 */
public record TestJdk(String toolchain, Path home) {

  private static final Pattern VERSION =
      Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?([0-9]+)[^\"\n]*\"");

  /**
   * Finds it.
   *
   * @return empty where the tests' Java is that of Maven
   * @throws MojoExecutionException where there is no such JDK, or more than one
   */
  public static Optional<TestJdk> find(
      SurefireSetup surefire, MavenSession session, ToolchainManager manager)
      throws MojoExecutionException {
    Set<Map<String, String>> wanted = new LinkedHashSet<>(surefire.toolchains());
    if (wanted.size() > 1) {
      throw new MojoExecutionException(
          "executions of Surefire and Failsafe have different <jdkToolchain>s, and the tests of a module"
              + " have one JDK in the sandbox; give all of them the same one");
    }
    Map<String, String> requirements = wanted.stream().findFirst().orElse(Map.of());
    Optional<Toolchain> toolchain =
        requirements.isEmpty()
            ? Optional.ofNullable(manager.getToolchainFromBuildContext("jdk", session))
            : manager.getToolchains(session, "jdk", requirements).stream().findFirst();
    if (toolchain.isPresent()) {
      return Optional.of(of(toolchain.get()));
    }
    if (!requirements.isEmpty()) {
      throw new MojoExecutionException(
          "no toolchain is a JDK of <jdkToolchain> %s; add one to toolchains.xml"
              .formatted(requirements));
    }
    return Optional.empty();
  }

  private static TestJdk of(Toolchain toolchain) throws MojoExecutionException {
    String java = toolchain.findTool("java");
    try {
      Path home = Path.of(String.valueOf(java)).toRealPath().resolve("../..").normalize();
      // A JDK 8 has a whole Java runtime in it, in whose folder the links end.
      Path around = home.resolve("..").normalize();
      Path jdk = home.endsWith("jre") && isJdk(around) ? around : home;
      // Tests read all of it.
      if (!isJdk(jdk) || UserHomes.all().stream().anyMatch(user -> user.startsWith(jdk))) {
        throw new MojoExecutionException(
            "the tests' toolchain %s is no JDK in a folder of its own; correct its <jdkHome> in toolchains.xml"
                .formatted(toolchain));
      }
      return new TestJdk(toolchain.toString(), jdk);
    } catch (IOException e) {
      throw new MojoExecutionException(
          "the tests' toolchain %s has no bin/java; correct its <jdkHome> in toolchains.xml"
              .formatted(toolchain),
          e);
    }
  }

  private static boolean isJdk(Path folder) {
    return Files.isExecutable(folder.resolve("bin/java")) && AgentClasses.ofJdk(folder).isPresent();
  }

  /**
   * Says why containers cannot have it, and what to do.
   *
   * @param refused why tests cannot run in namespaces, where they should have
   */
  public MojoExecutionException notInContainers(Optional<String> refused) {
    return new MojoExecutionException(
        "the tests' toolchain %s is of this machine, and a container has the Java of its image; give"
                .formatted(toolchain)
            + " <test><image>%s</image></test>".formatted(image())
            + refused
                .map(reason -> ", or have the tests run in namespaces: " + reason)
                .orElse(", or set sandbox.kind to namespaces"));
  }

  /** Returns the image in which tests run by default, for a Java release. */
  public static String image(String release) {
    return "eclipse-temurin:" + release + "-jdk";
  }

  /** The image that this plugin would take for a Maven that runs on it. */
  private String image() {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      if (version.find()) {
        return image(version.group(1));
      }
    } catch (IOException e) {
      // It does not say which it is.
    }
    return "AN_IMAGE_WITH_THIS_JDK";
  }
}
