package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.Pipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Brings a built image into an engine: nothing when the engine has it, else only the layers that it
 * does not have.
 *
 * @param images where the image goes
 * @param presentLayers digests of uncompressed layers, lowest first, that the engine is known to
 *     have one upon the other
 * @param complete whether the image's tar has all the layers, so that it can be sent whole
 * @param events is told what goes on
 */
record EngineLoader(
    EngineImages images, List<String> presentLayers, boolean complete, JibEvents events)
    implements BuiltImageClient.Receiver {

  @Override
  public void receive(DockerArchive built, Pipe.Writer tar, Consumer<Long> written)
      throws IOException, InterruptedException {
    Map<String, ImageDetails> previous = new LinkedHashMap<>();
    for (String reference : built.references()) {
      images.get(reference).ifPresent(image -> previous.put(reference, image));
    }
    List<String> stale = new ArrayList<>(built.references());
    stale.removeIf(
        reference -> previous.containsKey(reference) && built.is(previous.get(reference)));
    if (stale.isEmpty()) {
      return;
    }
    Optional<ImageDetails> present = previous.values().stream().filter(built::is).findFirst();
    if (previous.isEmpty()) {
      // An image that replaces another is as good as never there already under no name.
      present = images.get(built.id());
    }
    if (present.isPresent()) {
      for (String reference : stale) {
        images.engine().tag(present.get().id(), reference);
      }
    } else {
      load(built, tar, presentLayers(built.diffIds(), previous), written);
    }
    removeReplaced(stale, previous);
  }

  /** Returns how many of the lowest layers the engine has. */
  private int presentLayers(List<String> layers, Map<String, ImageDetails> previous) {
    int present = common(layers, presentLayers);
    for (ImageDetails image : previous.values()) {
      present = Math.max(present, common(layers, image.diffIds()));
    }
    return present;
  }

  private static int common(List<String> layers, List<String> others) {
    int common = 0;
    while (common < Math.min(layers.size(), others.size())
        && layers.get(common).equals(others.get(common))) {
      common++;
    }
    return common;
  }

  private void load(DockerArchive built, Pipe.Writer tar, int present, Consumer<Long> written)
      throws IOException, InterruptedException {
    events.step("Loading " + built.references().get(0) + "...");
    // Podman wants all layers, always.
    if (present > 0 && images.engine().info().kind() == EngineKind.DOCKER) {
      try {
        sendWithoutLowest(present, built, tar, written);
        return;
      } catch (EngineException e) {
        // Docker's classic store reads a layer only when it does not have it. Its containerd store
        // wants all of them, and so does an engine that lost a layer meanwhile.
        if (!complete) {
          throw e;
        }
      }
    }
    Pipe.connect(out -> tar.writeTo(new CountingOutputStream(out, written)), images.engine()::load);
  }

  private void sendWithoutLowest(
      int count, DockerArchive built, Pipe.Writer tar, Consumer<Long> written)
      throws IOException, InterruptedException {
    Optional<byte[]> small = built.withoutLowest(count);
    if (small.isPresent()) {
      images.engine().load(new ByteArrayInputStream(small.get()));
      written.accept((long) small.get().length);
      return;
    }
    Set<String> unneeded = unneeded(built, count);
    Pipe.connect(
        out -> copyWithout(unneeded, tar, new CountingOutputStream(out, written)),
        images.engine()::load);
  }

  private static Set<String> unneeded(DockerArchive built, int present) {
    Set<String> names = new HashSet<>(built.layers().subList(0, present));
    built.layers().subList(present, built.layers().size()).forEach(names::remove);
    return names;
  }

  private static void copyWithout(Set<String> names, Pipe.Writer tar, OutputStream out)
      throws IOException, InterruptedException {
    Pipe.connect(
        tar,
        in -> {
          TarArchiveInputStream from = new TarArchiveInputStream(in);
          TarArchiveOutputStream to = new TarArchiveOutputStream(out);
          for (TarArchiveEntry entry = from.getNextEntry();
              entry != null;
              entry = from.getNextEntry()) {
            if (!names.contains(entry.getName())) {
              to.putArchiveEntry(entry);
              from.transferTo(to);
              to.closeArchiveEntry();
            }
          }
          to.finish();
          return to;
        });
  }

  /**
   * Removes the images that lost their last name to this one, or every build leaves one behind.
   * Only those that a build like this one made; one that a container still uses stays.
   */
  private void removeReplaced(List<String> moved, Map<String, ImageDetails> previous)
      throws InterruptedException {
    Map<ImageDetails, Integer> namesLost = new LinkedHashMap<>();
    for (String reference : moved) {
      if (previous.containsKey(reference)) {
        namesLost.merge(previous.get(reference), 1, Integer::sum);
      }
    }
    for (Map.Entry<ImageDetails, Integer> image : namesLost.entrySet()) {
      ImageDetails details = image.getKey();
      if (details.labels().containsKey(SandboxImage.LABEL)
          && details.references().size() <= image.getValue()) {
        try {
          images.engine().removeImage(details.id());
        } catch (EngineException e) {
          // In use. It stays until somebody prunes; the build is as good.
        }
      }
    }
  }
}
