package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.DockerClient;
import com.google.cloud.tools.jib.api.DockerInfoDetails;
import com.google.cloud.tools.jib.api.ImageDetails;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.image.ImageTarball;
import io.github.mavensandbox.engine.Pipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Receives the image that Jib built, where Jib thinks that it is loaded into a Docker daemon. */
final class BuiltImageClient implements DockerClient {

  /** Does with the image what there is to do. */
  interface Receiver {
    /**
     * Receives an image.
     *
     * @param built what its tar says about it
     * @param tar writes it as a tar; may be called more than once
     * @param written to be told how many bytes were passed on
     */
    void receive(DockerArchive built, Pipe.Writer tar, Consumer<Long> written)
        throws IOException, InterruptedException;
  }

  private final Receiver receiver;

  BuiltImageClient(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public boolean supported(Map<String, String> parameters) {
    return true;
  }

  @Override
  public String load(ImageTarball tarball, Consumer<Long> written)
      throws IOException, InterruptedException {
    // The layers come first and the configuration last, so this learns what the image is before
    // anything is sent. It takes as long as reading the layers from the disk.
    DockerArchive built = Pipe.connect(tarball::writeTo, DockerArchive::read);
    receiver.receive(built, tarball::writeTo, written);
    return built.id();
  }

  @Override
  public void save(ImageReference reference, Path file, Consumer<Long> written) {
    throw new UnsupportedOperationException("a built image is only received");
  }

  @Override
  public ImageDetails inspect(ImageReference reference) {
    throw new UnsupportedOperationException("a built image is only received");
  }

  /** Spares a call of the engine: it would choose among several platforms, and there is one. */
  @Override
  public DockerInfoDetails info() {
    return new DockerInfoDetails();
  }
}
