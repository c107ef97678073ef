package io.github.mavensandbox.mojo.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.image.Credentials;
import io.github.mavensandbox.mojo.config.Auth;
import java.util.List;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryUsersTest {

  private final Settings settings = new Settings();
  private final RegistryUsers users =
      new RegistryUsers(settings, request -> new Decrypted(request.getServers().get(0)));

  RegistryUsersTest() {
    settings.addServer(server("registry.internal:5000", "of the settings"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"registry.internal:5000/app:1", "registry://registry.internal:5000/team/app"})
  void theServerWithTheRegistrysHostAndPortIsTheUser(String reference) {
    assertThat(users.of(reference, null))
        .contains(new Credentials("of the settings", "decrypted of the settings"));
  }

  @Test
  void anotherRegistryHasNoUser() {
    assertThat(users.of("registry.internal/app:1", null)).isEmpty();
    assertThat(users.of("app:1", null)).isEmpty();
  }

  @Test
  void thePomsUserCountsMore() {
    Auth auth = new Auth();
    auth.username = "of the POM";
    auth.password = "secret";

    assertThat(users.of("registry.internal:5000/app:1", auth))
        .contains(new Credentials("of the POM", "secret"));
  }

  @Test
  void aUserWithoutPasswordIsNone() {
    settings.addServer(server("other.internal", null));

    assertThat(users.of("other.internal/app:1", null)).isEmpty();
  }

  private static Server server(String id, String user) {
    Server server = new Server();
    server.setId(id);
    server.setUsername(user);
    server.setPassword(user);
    return server;
  }

  /** Stands for Maven's, which needs a master password in the user's home. */
  private record Decrypted(Server encrypted) implements SettingsDecryptionResult {

    @Override
    public Server getServer() {
      Server server = encrypted.clone();
      server.setPassword(server.getPassword() == null ? null : "decrypted " + server.getPassword());
      return server;
    }

    @Override
    public List<Server> getServers() {
      return List.of(getServer());
    }

    @Override
    public org.apache.maven.settings.Proxy getProxy() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<org.apache.maven.settings.Proxy> getProxies() {
      return List.of();
    }

    @Override
    public List<SettingsProblem> getProblems() {
      return List.of();
    }
  }
}
