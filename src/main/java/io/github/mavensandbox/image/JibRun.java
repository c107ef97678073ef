package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import io.github.mavensandbox.engine.Pipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs Jib over one image, as often as needed: what is done once, it finds in its caches. */
final class JibRun {

  private static final String STUBS = "stubs";

  /** How long a step of Jib's that is interrupted may take to end; a transfer may ignore that. */
  private static final Duration STEP_LIMIT = Duration.ofSeconds(10);

  private final ImageSpec spec;
  private final ImagePlan plan;
  private final List<ImageReference> references;
  private final Optional<LocalBase> localBase;
  private final CacheFolders caches;
  private final boolean offline;
  private final JibEvents events;
  private final RegistryAccess registries;
  private volatile boolean takesAgents;

  JibRun(
      ImageSpec spec,
      ImagePlan plan,
      List<ImageReference> references,
      Optional<LocalBase> localBase,
      CacheFolders caches,
      boolean offline,
      JibEvents events) {
    this.spec = spec;
    this.plan = plan;
    this.references = references;
    this.localBase = localBase;
    this.caches = caches;
    this.offline = offline;
    this.events = events;
    this.registries = new RegistryAccess(System.getenv(), events::log);
  }

  /** Returns the image's first name. */
  String reference() {
    return references.get(0).toStringWithQualifier();
  }

  /** Returns whether the java of the image that was built is known to start with an agent. */
  boolean takesAgents() {
    return takesAgents;
  }

  /**
   * Builds the image, checks its base and hands it over.
   *
   * @return the image's id
   */
  String assemble(BuiltImageClient.Receiver receiver) throws IOException, InterruptedException {
    return assemble(receiver, false);
  }

  /** As {@link #assemble}, where the receiver does without the layers of a local base. */
  String assembleOnStubs(BuiltImageClient.Receiver receiver)
      throws IOException, InterruptedException {
    return assemble(receiver, true);
  }

  private String assemble(BuiltImageClient.Receiver receiver, boolean stubs)
      throws IOException, InterruptedException {
    BaseCheck check = new BaseCheck(spec, plan.layerCount(), caches.own().resolve("java"));
    Optional<LocalBaseClient> local = localBase.map(base -> new LocalBaseClient(base, stubs));
    BuiltImageClient client =
        new BuiltImageClient(
            (built, tar, written) -> {
              takesAgents =
                  check.verify(
                      built,
                      () ->
                          local.isPresent()
                              ? local.get().list()
                              : Pipe.connect(tar, LayerListing::new));
              receiver.receive(built, tar, written);
            });
    Containerizer containerizer =
        Containerizer.to(client, DockerDaemonImage.named(references.get(0)));
    containerizer.setBaseImageLayersCache(stubs ? caches.own().resolve(STUBS) : caches.user());
    containerizer.setOfflineMode(offline);
    containerizer.setAllowInsecureRegistries(isBaseLocal());
    // An engine is sent Docker's format, whatever it keeps.
    JibContainerBuilder image = plan.on(base(local), ContainerSettings.Format.DOCKER);
    return containerize(image, containerizer, "base image '" + spec.base() + "'");
  }

  /**
   * Writes the image to a file.
   *
   * @return the image's id
   */
  String write(Path file) throws IOException, InterruptedException {
    // The base is in the cache when this begins.
    return deliver(
        Containerizer.to(TarImage.at(file).named(references.get(0))).setOfflineMode(true));
  }

  /**
   * Pushes the image to its registry.
   *
   * @return the image's id
   */
  String push(Optional<Credentials> credentials) throws IOException, InterruptedException {
    return deliver(
        Containerizer.to(registries.image(references.get(0), credentials))
            .setAllowInsecureRegistries(isBaseLocal() || RegistryAccess.isLocal(reference())));
  }

  /** Builds the image twice: what has been checked is what goes there, or it is an error. */
  private String deliver(Containerizer containerizer) throws IOException, InterruptedException {
    String checked = assemble((built, tar, written) -> {});
    JibContainerBuilder image =
        plan.on(base(localBase.map(base -> new LocalBaseClient(base, false))));
    containerizer.setBaseImageLayersCache(caches.user());
    String delivered = containerize(image, containerizer, "image '" + reference() + "'");
    if (!checked.equals(delivered)) {
      throw new ImageException(
          "base image '" + spec.base() + "' changed while it was built on; build again");
    }
    return delivered;
  }

  private boolean isBaseLocal() {
    return spec.base() instanceof BaseImage.Registry registry
        && RegistryAccess.isLocal(registry.reference());
  }

  private String containerize(
      JibContainerBuilder image, Containerizer containerizer, String subject)
      throws IOException, InterruptedException {
    for (ImageReference reference : references.subList(1, references.size())) {
      reference.getTag().ifPresent(containerizer::withAdditionalTag);
    }
    if (spec.base() instanceof BaseImage.Registry) {
      RegistryMirrors.ofUser().addTo(containerizer);
    }
    containerizer.setApplicationLayersCache(caches.project().resolve("layers"));
    events.listenTo(containerizer);
    for (int attempts = 1; ; attempts++) {
      try {
        return containerize(image, containerizer);
      } catch (IOException
          | RegistryException
          | CacheDirectoryCreationException
          | ExecutionException e) {
        JibFailure failure = new JibFailure(subject, e);
        Duration pause = failure.pause(attempts).orElseThrow(failure::explained);
        events.step(
            "the registry answers %s; asked again in %d s"
                .formatted(failure.answer(), pause.toSeconds()));
        Thread.sleep(pause.toMillis());
      }
    }
  }

  private static String containerize(JibContainerBuilder image, Containerizer containerizer)
      throws IOException,
          InterruptedException,
          RegistryException,
          CacheDirectoryCreationException,
          ExecutionException {
    ExecutorService threads = Executors.newCachedThreadPool();
    containerizer.setExecutorService(threads);
    try {
      return image.containerize(containerizer).getImageId().toString();
    } finally {
      end(threads);
    }
  }

  /**
   * Where one step has failed, Jib leaves others at work: they would go on writing below {@code
   * target} while the build that failed cleans up.
   */
  private static void end(ExecutorService threads) throws InterruptedException {
    threads.shutdownNow();
    threads.awaitTermination(STEP_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private JibContainerBuilder base(Optional<LocalBaseClient> local) throws ImageException {
    try {
      if (local.isPresent()) {
        // The client has only this one; the name is for Jib's messages.
        ImageReference name = ImageReference.of(null, "base", null, localBase.get().id());
        return Jib.from(local.get(), DockerDaemonImage.named(name));
      }
      BaseImage.Registry base = (BaseImage.Registry) spec.base();
      return Jib.from(registries.image(ImageReference.parse(base.reference()), base.credentials()));
    } catch (InvalidImageReferenceException e) {
      throw new ImageException("base image '" + spec.base() + "' is malformed", e);
    }
  }
}
