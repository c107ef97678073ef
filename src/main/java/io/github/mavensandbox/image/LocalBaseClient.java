package io.github.mavensandbox.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.DockerClient;
import com.google.cloud.tools.jib.api.ImageDetails;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.image.ImageTarball;
import io.github.mavensandbox.engine.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands a local base image to Jib, which keeps it by its id and so asks for its content only once.
 *
 * <p>Jib compresses what it is handed, half a minute for a usual base. Where the image goes to an
 * engine that has the base's layers, nobody will ever look at them: then Jib gets stubs, which are
 * told from the real ones by nothing but their content. The image's configuration and so its id are
 * the same, because a layer's digest is the one that the base's configuration names.
 */
final class LocalBaseClient implements DockerClient {

  private final LocalBase base;
  private final boolean stubs;
  private @Nullable LayerListing listing;

  LocalBaseClient(LocalBase base, boolean stubs) {
    this.base = base;
    this.stubs = stubs;
  }

  @Override
  public boolean supported(Map<String, String> parameters) {
    return true;
  }

  @Override
  public String load(ImageTarball tarball, Consumer<Long> written) {
    throw new UnsupportedOperationException("a base image is only read");
  }

  @Override
  public ImageDetails inspect(ImageReference reference) {
    return new ImageDetails() {
      @Override
      public long getSize() {
        return base.size();
      }

      @Override
      public DescriptorDigest getImageId() throws DigestException {
        return DescriptorDigest.fromDigest(base.id());
      }

      @Override
      public List<DescriptorDigest> getDiffIds() throws DigestException {
        List<DescriptorDigest> digests = new ArrayList<>();
        for (String diffId : base.diffIds()) {
          digests.add(DescriptorDigest.fromDigest(diffId));
        }
        return digests;
      }
    };
  }

  @Override
  public void save(ImageReference reference, Path file, Consumer<Long> written)
      throws IOException, InterruptedException {
    try (OutputStream out = new CountingOutputStream(Files.newOutputStream(file), written)) {
      if (stubs) {
        out.write(stubs(list().archive()));
      } else {
        base.content().writeTo(out);
      }
    }
  }

  /** Lists the base's files; reads all of it, but only once. */
  synchronized LayerListing list() throws IOException, InterruptedException {
    if (listing == null) {
      listing = Pipe.connect(base.content(), LayerListing::new);
    }
    return listing;
  }

  private static byte[] stubs(DockerArchive archive) throws IOException {
    MemoryTar tar = new MemoryTar();
    List<String> names = new ArrayList<>();
    for (String diffId : archive.diffIds()) {
      String name = names.size() + ".tar.gz";
      names.add(name);
      tar.add(name, compressed(diffId));
    }
    tar.add("config.json", archive.config());
    Map<String, Object> manifest = Map.of("Config", "config.json", "Layers", names);
    tar.add(DockerArchive.MANIFEST, new ObjectMapper().writeValueAsBytes(List.of(manifest)));
    return tar.bytes();
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
