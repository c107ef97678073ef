package io.github.mavensandbox.surefire;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Maven's local repository, as it is for tests that resolve artifacts.
 *
 * @param folder where it is
 * @param settings the text of a {@code settings.xml} that leads resolvers to it
 * @param resolves whether tests in containers get what resolvers read in it
 */
public record LocalRepository(Path folder, String settings, boolean resolves) {

  /** Where resolvers look for settings, below a user's home. */
  public static final Path SETTINGS = Path.of(".m2", "settings.xml");

  private static final Pattern MODEL =
      Pattern.compile(".*[.]pom|maven-metadata.*[.]xml|_(remote|maven)[.]repositories");

  /** Returns what a resolver reads in it before it takes an artifact: POMs and metadata. */
  public List<Path> models() throws IOException {
    Path real = folder.toRealPath();
    List<Path> models = new ArrayList<>();
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && MODEL.matcher(file.getFileName().toString()).matches()) {
              models.add(folder.resolve(real.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Another build has removed it since its folder was read.
            return FileVisitResult.CONTINUE;
          }
        });
    return models;
  }
}
