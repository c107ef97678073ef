package io.github.mavensandbox.image;

import io.github.mavensandbox.text.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a base that the program could not run on.
 *
 * @param spec what is being built
 * @param ownLayers how many layers there are above the base
 * @param verdicts the folder that remembers which bases passed
 */
record BaseCheck(ImageSpec spec, int ownLayers, Path verdicts) {

  /** What the engines set where an image says nothing. */
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String AGENTS = "agents\n";

  /** Lists the files of an image that has the base's layers; asked only when there is need. */
  interface Listing {
    LayerListing list() throws IOException, InterruptedException;
  }

  /**
   * Checks the base of an image.
   *
   * @return whether its java, if it needs one, is known to start with {@code -javaagent}
   * @throws ImageException if it is for another platform than the tools, or has no java
   */
  boolean verify(DockerArchive built, Listing listing) throws IOException, InterruptedException {
    String platform = "linux/" + spec.architecture().label();
    if (!built.platform().equals(platform)) {
      throw new ImageException(
          "base image '%s' is for %s, the tools are for %3$s; choose a base for %3$s"
              .formatted(spec.base(), built.platform(), platform));
    }
    return spec.needsJava() && verifyJava(built, listing);
  }

  private boolean verifyJava(DockerArchive built, Listing listing)
      throws IOException, InterruptedException {
    String path = built.environment("PATH").orElse(DEFAULT_PATH);
    List<String> base = built.diffIds().subList(0, built.diffIds().size() - ownLayers);
    // Layers are what their digests say, so what was once found in them is there for good.
    String key = AGENTS + String.join("\n", base) + "\n" + path;
    Path verdict = verdicts.resolve(Sha256.hex(key.getBytes(StandardCharsets.UTF_8)));
    if (Files.exists(verdict)) {
      return Files.readString(verdict).endsWith(AGENTS);
    }
    Optional<FileTree> files = listing.list().files(base.size());
    if (files.isEmpty()) {
      return false;
    }
    String folder =
        Arrays.stream(path.split(":"))
            .filter(candidate -> hasJava(files.get(), candidate))
            .findFirst()
            .orElseThrow(() -> new ImageException(withoutJava(built, files.get(), path)));
    boolean takesAgents = takesAgents(files.get(), folder);
    Files.createDirectories(verdicts);
    Files.writeString(verdict, spec.base() + "\n" + (takesAgents ? AGENTS : ""));
    return takesAgents;
  }

  private String withoutJava(DockerArchive built, FileTree files, String path) {
    Optional<String> home = built.environment("JAVA_HOME");
    if (home.isPresent() && hasJava(files, home.get() + "/bin")) {
      return "base image '%s' has java only in %s/bin, which is not in its PATH (%s); set PATH in <container><environment>"
          .formatted(spec.base(), home.get(), path);
    }
    return "base image '%s' has no java in its PATH (%s); choose one with a Java runtime, such as eclipse-temurin:21-jre"
        .formatted(spec.base(), path);
  }

  /** A runtime that was made of some modules may have none for agents, and then not start. */
  private static boolean takesAgents(FileTree files, String folder) {
    return files
        .realPath(folder + "/java")
        .map(java -> java.replaceFirst("/?bin/java$", "/"))
        .filter(home -> files.hasBelow(home, "libinstrument.so"))
        .isPresent();
  }

  private static boolean hasJava(FileTree files, String folder) {
    return files.isExecutable(folder + "/java");
  }
}
