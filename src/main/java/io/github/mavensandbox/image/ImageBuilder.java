package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.ImageDetails;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds restricted images with Jib. */
public final class ImageBuilder {

  private final BackgroundTask<ContainerEngine> engine;
  private final CacheFolders caches;
  private final boolean offline;
  private final JibEvents events;

  /**
   * @param engine is asked for where the image or its base is in one
   * @param caches where things are kept from one build to the next
   * @param offline whether no registry may be asked
   * @param progress is told how it goes
   */
  public ImageBuilder(
      BackgroundTask<ContainerEngine> engine,
      CacheFolders caches,
      boolean offline,
      BuildProgress progress) {
    this.engine = engine;
    this.caches = caches;
    this.offline = offline;
    this.events = new JibEvents(progress);
  }

  /**
   * Builds an image. Where it fails nothing of the image is left, neither in the engine nor in a
   * file.
   *
   * @throws ImageException if it cannot be built as it is specified
   * @throws EngineException if the engine cannot be had, or refuses
   * @throws IOException never of any other kind
   */
  public BuiltImage build(ImageSpec spec, ImageTarget target)
      throws IOException, InterruptedException {
    try {
      return assemble(spec, target);
    } finally {
      events.ended();
    }
  }

  private BuiltImage assemble(ImageSpec spec, ImageTarget target)
      throws IOException, InterruptedException {
    List<ImageReference> references = references(target);
    if (offline && target instanceof ImageTarget.Registry) {
      throw new ImageException(
          "image '" + references.get(0) + "' cannot be pushed: Maven is offline (-o)");
    }
    Optional<EngineImages> engine = engine(spec.base(), target, references.get(0));
    ImageLayers layers = new ImageLayers(spec, caches.project().resolve("files"), caches.own());
    String version = version(spec.tools(), spec.architecture());
    ImagePlan plan = new ImagePlan(spec, layers.build(), version);
    Optional<LocalBase> base = localBase(spec.base(), engine);
    JibRun run = new JibRun(spec, plan, references, base, caches, offline, events);
    String id = deliver(run, target, engine, base);
    return new BuiltImage(id, target.references(), run.takesAgents());
  }

  /**
   * Returns what tells the images that are built now from those that another version of the plugin
   * has built: how they lock the network and drop privileges.
   *
   * @param tools the bundle that goes into them
   * @throws ImageException if the bundle is missing or damaged
   */
  public String version(Path tools, Architecture architecture) throws ImageException {
    return SandboxImage.version(tools, caches.own(), architecture);
  }

  private static List<ImageReference> references(ImageTarget target) throws ImageException {
    List<ImageReference> references = new ArrayList<>();
    for (String text : target.references()) {
      try {
        references.add(ImageReference.parse(text));
      } catch (InvalidImageReferenceException e) {
        throw new ImageException(
            "image name '%s' is malformed; write [registry/]name[:tag] in lower case, such as app:1.0"
                .formatted(text),
            e);
      }
    }
    return references;
  }

  /** Finds the engine, if one is needed, and asks it at once for what will be looked at later. */
  private Optional<EngineImages> engine(
      BaseImage base, ImageTarget target, ImageReference reference)
      throws IOException, InterruptedException {
    boolean into = target instanceof ImageTarget.Engine;
    if (!into && !(base instanceof BaseImage.Engine)) {
      return Optional.empty();
    }
    EngineImages images = new EngineImages(engine.get());
    if (base instanceof BaseImage.Engine image) {
      images.expect(image.reference());
    }
    if (into) {
      images.expect(reference.toStringWithQualifier());
    }
    return Optional.of(images);
  }

  private static Optional<LocalBase> localBase(BaseImage base, Optional<EngineImages> engine)
      throws IOException, InterruptedException {
    if (base instanceof BaseImage.Tar tar) {
      return Optional.of(LocalBase.of(tar));
    }
    if (base instanceof BaseImage.Engine image && engine.isPresent()) {
      return Optional.of(LocalBase.of(image, engine.get()));
    }
    return Optional.empty();
  }

  private String deliver(
      JibRun run, ImageTarget target, Optional<EngineImages> engine, Optional<LocalBase> base)
      throws IOException, InterruptedException {
    if (target instanceof ImageTarget.Tar tar) {
      return intoFile(run, tar.file());
    }
    if (target instanceof ImageTarget.Registry registry) {
      return run.push(registry.credentials());
    }
    return intoEngine(run, engine.orElseThrow(), base);
  }

  private String intoEngine(JibRun run, EngineImages engine, Optional<LocalBase> base)
      throws IOException, InterruptedException {
    if (base.isPresent() && hasLayers(engine, run, base.get())) {
      try {
        return run.assembleOnStubs(new EngineLoader(engine, base.get().diffIds(), false, events));
      } catch (EngineException e) {
        // It wants the base's layers again: give it all of them.
      }
    }
    return run.assemble(new EngineLoader(engine, List.of(), true, events));
  }

  /** Returns whether the engine has a base's layers, and is of a kind that makes use of it. */
  private static boolean hasLayers(EngineImages engine, JibRun run, LocalBase base)
      throws IOException, InterruptedException {
    if (engine.engine().info().kind() != EngineKind.DOCKER || base.diffIds().isEmpty()) {
      return false;
    }
    if (base.inEngine()) {
      return true;
    }
    int layers = base.diffIds().size();
    Optional<ImageDetails> previous = engine.get(run.reference());
    return previous
            .filter(image -> image.diffIds().size() >= layers)
            .filter(image -> image.diffIds().subList(0, layers).equals(base.diffIds()))
            .isPresent()
        || engine.get(base.id()).isPresent();
  }

  private static String intoFile(JibRun run, Path file) throws IOException, InterruptedException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String id = run.write(unfinished);
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      return id;
    } catch (ImageException | EngineException e) {
      throw e;
    } catch (FileSystemException e) {
      String reason = e.getReason() == null ? e.toString() : e.getReason();
      throw new ImageException("cannot write " + file + ": " + reason, e);
    } catch (IOException e) {
      throw new ImageException("cannot write " + file + ": " + e, e);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
