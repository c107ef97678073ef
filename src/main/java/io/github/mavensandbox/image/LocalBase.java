package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.Pipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A base image that is on this machine or in its engine.
 *
 * @param id the digest of its configuration
 * @param size the sum of its layers, in bytes
 * @param diffIds the digests of its uncompressed layers, lowest first
 * @param inEngine whether the engine has it
 * @param content writes it as {@code docker save} does
 */
record LocalBase(
    String id, long size, List<String> diffIds, boolean inEngine, Pipe.Writer content) {

  static LocalBase of(BaseImage.Engine base, EngineImages images)
      throws IOException, InterruptedException {
    ImageDetails details =
        images
            .get(base.reference())
            .orElseThrow(
                () ->
                    new ImageException(
                        "base image '%s' is not in the engine; pull or import it, or leave out docker:// to fetch it from a registry"
                            .formatted(base)));
    return new LocalBase(
        details.id(),
        details.size(),
        details.diffIds(),
        true,
        out -> images.engine().save(base.reference(), out));
  }

  static LocalBase of(BaseImage.Tar base) throws IOException {
    Path file = base.file();
    try {
      DockerArchive archive = DockerArchive.open(file);
      return new LocalBase(
          archive.id(), Files.size(file), archive.diffIds(), false, out -> Files.copy(file, out));
    } catch (IOException e) {
      throw new ImageException(
          "base image '" + base + "' is not an image as 'docker save' writes it: " + e.getMessage(),
          e);
    }
  }
}
