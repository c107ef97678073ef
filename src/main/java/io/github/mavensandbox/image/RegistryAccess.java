package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** How an image of a registry is reached: over what, and as whom. */
record RegistryAccess(Map<String, String> environment, Consumer<LogEvent> log) {

  private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\..*|\\[::1\\])(:\\d+)?");

  /**
   * Returns an image with the ways to log in for it: the given credentials, else those that {@code
   * docker login} or {@code podman login} left, else the helpers of well-known clouds.
   */
  RegistryImage image(ImageReference reference, Optional<Credentials> credentials) {
    RegistryImage image = RegistryImage.named(reference);
    CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(reference, log);
    List<CredentialRetriever> retrievers = new ArrayList<>();
    credentials.ifPresent(
        known ->
            retrievers.add(
                factory.known(
                    Credential.from(known.username(), known.password()), "the configuration")));
    loginFiles().forEach(file -> retrievers.add(factory.dockerConfig(file)));
    retrievers.add(factory.wellKnownCredentialHelpers());
    retrievers.add(factory.googleApplicationDefaultCredentials());
    retrievers.forEach(image::addCredentialRetriever);
    return image;
  }

  private List<Path> loginFiles() {
    List<Path> files = new ArrayList<>();
    Path home = Path.of(System.getProperty("user.home"));
    folder("DOCKER_CONFIG").ifPresent(folder -> files.add(folder.resolve("config.json")));
    files.add(home.resolve(".docker/config.json"));
    folder("XDG_RUNTIME_DIR")
        .ifPresent(folder -> files.add(folder.resolve("containers/auth.json")));
    files.add(
        folder("XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("containers/auth.json"));
    return files;
  }

  private Optional<Path> folder(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  /**
   * Returns whether an image's registry is on this very machine: only there may it speak plain
   * HTTP, as the engines have it too.
   */
  static boolean isLocal(String reference) {
    int slash = reference.indexOf('/');
    return slash > 0 && LOOPBACK.matcher(reference.substring(0, slash)).matches();
  }
}
