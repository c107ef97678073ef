package io.github.mavensandbox.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a built image goes. */
public sealed interface ImageTarget {

  /** Returns the image's references, {@code name:tag}, at least one, all with the same name. */
  List<String> references();

  /** Into the engine. */
  record Engine(List<String> references) implements ImageTarget {
    public Engine {
      references = List.copyOf(references);
    }
  }

  /**
   * Into a file that {@code docker load} reads.
   *
   * @param file the tar to write; one that is there is replaced
   */
  record Tar(Path file, List<String> references) implements ImageTarget {
    public Tar {
      references = List.copyOf(references);
    }
  }

  /**
   * Into a registry.
   *
   * @param credentials for the registry; when empty, those that Docker or Podman is logged in with
   */
  record Registry(List<String> references, Optional<Credentials> credentials)
      implements ImageTarget {
    public Registry {
      references = List.copyOf(references);
    }
  }
}
