package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bases from a real registry, and images into one, without any engine. */
class RegistryImageIT {

  private static final Optional<Credentials> ANONYMOUS = Optional.empty();

  @TempDir Path folder;

  private Workshop workshop;

  @BeforeEach
  void layOut() throws Exception {
    workshop = new Workshop(folder.resolve("project"));
  }

  @Test
  void whatIsPushedCanBeTheBaseOfTheNext() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      BuiltImage pushed = push(registry.image("base:1"), ANONYMOUS);
      BuiltImage inFile = workshop.buildTar();

      assertThat(pushed.id()).isEqualTo(inFile.id());
      assertThat(registry.manifest("base", "1")).contains(pushed.id());

      onBase(registry.image("base:1"), ANONYMOUS);

      LoadedTar image = LoadedTar.read(workshop.tar());
      assertThat(image.layers().get(0)).contains("755 0:0 usr/bin/java");
    }
  }

  @Test
  void anImageIsPushedUnderAllOfItsNames() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      BuiltImage pushed =
          workshop.build(
              new BaseImage.Tar(workshop.base),
              new ImageTarget.Registry(
                  List.of(registry.image("app:1"), registry.image("app:2")), ANONYMOUS));

      assertThat(registry.manifest("app", "1")).contains(pushed.id());
      assertThat(registry.manifest("app", "2")).contains(pushed.id());
    }
  }

  @Test
  void aBaseThatWasFetchedOnceIsThereOffline() throws Exception {
    String base;
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      base = registry.image("base:1");
      push(base, ANONYMOUS);
      onBase(base, ANONYMOUS);
    }
    workshop.offline = true;

    assertThat(onBase(base, ANONYMOUS).references()).containsExactly("app:1");
  }

  @Test
  void aBaseComesFromAMirrorThatIsConfiguredForJib() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      push(registry.image("base:1"), ANONYMOUS);
      String host = registry.image("base:1").replaceFirst("/.*", "");
      Files.writeString(
          folder.resolve("config.json"),
          "{\"registryMirrors\": [{\"registry\": \"127.0.0.1:1\", \"mirrors\": [\"%s\"]}]}"
              .formatted(host));
      System.setProperty("jib.configDirectory", folder.toString());

      onBase("127.0.0.1:1/base:1", ANONYMOUS);

      assertThat(LoadedTar.read(workshop.tar()).layers().get(0)).contains("755 0:0 usr/bin/java");
    } finally {
      System.clearProperty("jib.configDirectory");
    }
  }

  @Test
  void aBaseThatIsNotThereIsAnError() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      String base = registry.image("none:1");

      refused(
          base,
          ANONYMOUS,
          "base image '" + base + "' is not in the registry; check its name and tag");
    }
  }

  @Test
  void aBaseThatNeedsALoginIsHadWithOne() throws Exception {
    try (LocalRegistry registry = LocalRegistry.withLoginAndHttps(folder.resolve("registry"))) {
      String base = registry.image("base:1");
      push(base, Optional.of(LocalRegistry.USER));

      onBase(base, Optional.of(LocalRegistry.USER));

      refused(
          base,
          ANONYMOUS,
          "base image '"
              + base
              + "' needs a login, or is not there at all; run 'docker login', or set <auth>, and"
              + " check the name");
    }
  }

  @Test
  void aWrongPasswordIsAnErrorThatDoesNotTellIt() throws Exception {
    try (LocalRegistry registry = LocalRegistry.withLoginAndHttps(folder.resolve("registry"))) {
      assertThatThrownBy(
              () ->
                  push(
                      registry.image("app:1"),
                      Optional.of(new Credentials("builder", "wrongpass"))))
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith("image '" + registry.image("app:1") + "' needs a login")
          .hasMessageNotContaining("wrongpass");
    }
  }

  @Test
  void aPasswordIsNotSentInClear() throws Exception {
    try (LocalRegistry registry = LocalRegistry.withLogin(folder.resolve("registry"))) {
      assertThatThrownBy(() -> push(registry.image("app:1"), Optional.of(LocalRegistry.USER)))
          .isInstanceOf(ImageException.class)
          .hasMessage(
              "image '"
                  + registry.image("app:1")
                  + "' needs a login, which is not sent to a registry without HTTPS");
    }
  }

  @Test
  void aBaseWithoutJavaIsRefusedBeforeAnythingIsPushed() throws Exception {
    workshop.base =
        new BaseTar("amd64").layer(new BaseTar.Layer().file("bin/sh", 0755)).write(workshop.base);
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      assertThatThrownBy(() -> push(registry.image("app:1"), ANONYMOUS))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("has no java in its PATH");

      assertThatThrownBy(() -> registry.manifest("app", "1")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBaseOfAnotherArchitectureIsRefused() throws Exception {
    workshop.base =
        new BaseTar("arm64")
            .layer(new BaseTar.Layer().file("usr/bin/java", 0755))
            .write(workshop.base);
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      String base = registry.image("base:1");
      workshop.architecture = Architecture.ARM64;
      push(base, ANONYMOUS);
      workshop.architecture = Architecture.AMD64;

      refused(
          base,
          ANONYMOUS,
          "base image '"
              + base
              + "' is for linux/arm64, the tools are for linux/amd64; choose a base for"
              + " linux/amd64");
    }
  }

  @Test
  void toolsOfAnotherArchitectureThanTheBaseAreRefused() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      String base = registry.image("base:1");
      push(base, ANONYMOUS);
      workshop.architecture = Architecture.ARM64;

      assertThatThrownBy(() -> onBase(base, ANONYMOUS))
          .isInstanceOf(ImageException.class)
          .hasMessageStartingWith("base image '" + base + "' is ");
    }
  }

  @ParameterizedTest
  @CsvSource({"429, 1", "429, ''", "503, ''"})
  void aRegistryThatIsBusyIsAskedAgain(int status, String retryAfter) throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"))) {
      push(registry.image("base:1"), ANONYMOUS);
      try (BusyFront front = new BusyFront(registry.address(), status, retryAfter, 2)) {
        onBase(front.image("base:1"), ANONYMOUS);

        assertThat(front.left()).isZero();
      }
    }
  }

  @Test
  void oneThatIsBusyForLongIsNotWaitedForAndItsWordsAreTold() throws Exception {
    try (LocalRegistry registry = LocalRegistry.open(folder.resolve("registry"));
        BusyFront front = new BusyFront(registry.address(), 429, "3600", 100)) {
      String base = front.image("base:1");

      refused(
          base,
          ANONYMOUS,
          "base image '%s' cannot be had: the registry answers 429 \"the rate \\u001b limit\"; build later, or log in with 'docker login', which often allows more, or use an image of the engine with docker://"
              .formatted(base));
      assertThat(front.left()).as("asked but once").isGreaterThan(90);
    }
  }

  private BuiltImage push(String name, Optional<Credentials> credentials) throws Exception {
    return workshop.build(
        new BaseImage.Tar(workshop.base), new ImageTarget.Registry(List.of(name), credentials));
  }

  private BuiltImage onBase(String name, Optional<Credentials> credentials) throws Exception {
    return workshop.build(
        new BaseImage.Registry(name, credentials),
        new ImageTarget.Tar(workshop.tar(), List.of("app:1")));
  }

  private void refused(String base, Optional<Credentials> credentials, String message) {
    assertThatThrownBy(() -> onBase(base, credentials))
        .isInstanceOf(ImageException.class)
        .hasMessage(message);
  }
}
