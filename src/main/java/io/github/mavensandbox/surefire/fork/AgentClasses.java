package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of a JDK as the agent changes them, found out once per JDK and agent by a JVM that
 * runs nothing else, and kept: a fork that gets them need not work them out. A fork never writes
 * them, and looks whether they are those of its JDK.
 *
 * @param folder where they are kept; only the user may write to it
 */
public record AgentClasses(Path folder) {

  private static final long SECONDS = 60;

  /**
   * Returns the file with those of a JDK, which is made where it is missing.
   *
   * @param agent the agent's jar
   * @throws IOException if it cannot be made; says why
   */
  public Path of(Path agent, Path javaHome) throws IOException {
    Path file = folder.resolve(name(agent, javaHome));
    if (!Files.isRegularFile(file)) {
      Files.createDirectories(folder);
      // Another build may do the same.
      Path made = folder.resolve(UUID.randomUUID() + ".part");
      try {
        make(agent, javaHome, made);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(made);
      }
    }
    return file;
  }

  /** By what tells one from another as far as the file system knows; the agent looks closer. */
  private static String name(Path agent, Path javaHome) throws IOException {
    StringBuilder name = new StringBuilder();
    Path classes =
        ofJdk(javaHome).orElseThrow(() -> new IOException(javaHome + " has no classes of a JDK"));
    for (Path file : List.of(agent, classes)) {
      String key =
          "%s %d %d"
              .formatted(
                  file.toRealPath(), Files.size(file), Files.getLastModifiedTime(file).toMillis());
      name.append(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))).append('-');
    }
    return name + "agent.classes";
  }

  /** Returns the file with a JDK's own classes; empty for a folder that is not a JDK. */
  public static Optional<Path> ofJdk(Path javaHome) {
    return Stream.of("lib/modules", "lib/rt.jar", "jre/lib/rt.jar")
        .map(javaHome::resolve)
        .filter(Files::exists)
        .findFirst();
  }

  private static void make(Path agent, Path javaHome, Path file) throws IOException {
    String java = javaHome.resolve("bin/java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                java, AgentJar.option(agent.toString(), "prepare:" + file, false), "-version")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectErrorStream(true);
    // It may name options for Java, such as other agents, which change classes.
    builder.environment().clear();
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)
          || process.exitValue() != 0
          || !Files.isRegularFile(file)) {
        throw new IOException("%s did not write %s with the agent %s".formatted(java, file, agent));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + java + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
