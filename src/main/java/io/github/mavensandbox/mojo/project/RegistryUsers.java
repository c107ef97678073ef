package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.image.Credentials;
import io.github.mavensandbox.mojo.config.Auth;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** Users of registries, as Maven's settings or the POM name them. */
public record RegistryUsers(Settings settings, SettingsDecrypter decrypter) {

  /** Names of an image in a registry, and the user who may push them. */
  record Login(List<String> references, Optional<Credentials> credentials) {}

  /**
   * Finds the user for an image: of {@code <auth>}, else of the server in the settings whose id is
   * the registry's host, with its port if it has one.
   */
  public Optional<Credentials> of(String reference, @Nullable Auth auth) {
    if (auth != null && auth.username != null && auth.password != null) {
      return Optional.of(new Credentials(auth.username, auth.password));
    }
    String host = reference.replaceFirst("^registry://", "").replaceFirst("/.*", "");
    return Optional.ofNullable(settings.getServer(host))
        .map(this::decrypted)
        .filter(server -> server.getUsername() != null && server.getPassword() != null)
        .map(server -> new Credentials(server.getUsername(), server.getPassword()));
  }

  private Server decrypted(Server server) {
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    boolean failed =
        result.getProblems().stream()
            .anyMatch(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING);
    return failed ? server : result.getServer();
  }
}
