package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.it.process.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Docker is sent, and what it has afterwards. */
class EngineImageIT {

  private static final int BASE_SIZE = 3_000_000;

  @TempDir Path folder;

  private final String name = "sandbox-it-image-" + UUID.randomUUID();
  private final String baseName = name + "-base:1";
  private final String reference = name + ":1";

  private Workshop workshop;
  private LoadWatch watch;

  @BeforeEach
  void importTheBase() throws Exception {
    workshop = new Workshop(folder);
    byte[] noise = new byte[BASE_SIZE];
    new Random(1).nextBytes(noise);
    workshop.base =
        new BaseTar("amd64")
            .layer(new BaseTar.Layer().file("usr/bin/java", 0755).file("noise", 0644, noise))
            .write(workshop.base);
    watch = new LoadWatch(new EngineLocator().locate(EngineUnderTest.program(), List.of()));
    workshop.engine = new BackgroundTask<>(watch::engine);
  }

  @AfterEach
  void removeTheImages() throws Exception {
    for (String image :
        EngineUnderTest.run("image", "ls", "-q", "--no-trunc", name).lines().toList()) {
      EngineUnderTest.run("rmi", "-f", image);
    }
    for (String image : EngineUnderTest.run("image", "ls", "-q", name + "-base").lines().toList()) {
      EngineUnderTest.run("rmi", "-f", image);
    }
  }

  @Test
  void anImageOnABaseOfTheEngineIsLoadedWithoutTheBase() throws Exception {
    loadTheBase();

    BuiltImage image = onEngineBase();

    assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", reference)).isEqualTo(image.id());
    assertThat(watch.loads).hasSize(1).allMatch(size -> size < BASE_SIZE / 2);
    assertThat(files(reference))
        .contains("noise", "usr/bin/java", "app/classes/Program.class", "sandbox/policy/rules4");
  }

  @Test
  void theSameImageComesOfTheBaseInAFile() throws Exception {
    loadTheBase();

    assertThat(onTarBase().id()).isEqualTo(onEngineBase().id());
  }

  @Test
  void anImageOnABaseInAFileIsLoadedWholeOnce() throws Exception {
    onTarBase();
    change();
    onTarBase();

    assertThat(watch.loads).hasSize(2);
    assertThat(watch.loads.get(0)).isGreaterThan(BASE_SIZE);
    assertThat(watch.loads.get(1)).isLessThan(BASE_SIZE / 10);
    assertThat(files(reference)).contains("noise", "app/classes/Program.class");
  }

  @Test
  void whatTheEngineHasIsNotLoadedAgain() throws Exception {
    onTarBase();
    BuiltImage image = onTarBase();

    assertThat(watch.loads).hasSize(1);

    EngineUnderTest.run("tag", reference, name + ":kept");
    EngineUnderTest.run("rmi", reference);
    onTarBase();

    assertThat(watch.loads).as("only tagged again").hasSize(1);
    assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", reference)).isEqualTo(image.id());
  }

  @Test
  void aLargeLayerThatIsNewIsSentToo() throws Exception {
    loadTheBase();
    byte[] noise = new byte[5 << 20];
    new Random(2).nextBytes(noise);
    Files.write(workshop.classes().resolve("large"), noise);

    onEngineBase();

    assertThat(watch.loads).hasSize(1).allMatch(size -> size > noise.length);
    assertThat(files(reference)).contains("noise", "app/resources/large");
  }

  @Test
  void anImageCanHaveSeveralNames() throws Exception {
    BuiltImage image =
        workshop.build(
            new BaseImage.Tar(workshop.base),
            new ImageTarget.Engine(List.of(reference, name + ":2")));

    assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", reference)).isEqualTo(image.id());
    assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", name + ":2")).isEqualTo(image.id());
  }

  @Test
  void anEngineThatWantsAllLayersIsSentAllLayers() throws Exception {
    loadTheBase();
    watch.failures = 1;

    onEngineBase();

    assertThat(watch.loads).hasSize(2);
    assertThat(watch.loads.get(1)).isGreaterThan(BASE_SIZE);
    assertThat(files(reference)).contains("noise", "app/classes/Program.class");
  }

  @Test
  void anEngineThatLostALayerIsSentAllLayers() throws Exception {
    onTarBase();
    change();
    // The partial load on stubs, then the partial load of the whole image.
    watch.failures = 2;

    onTarBase();

    assertThat(watch.loads.get(watch.loads.size() - 1)).isGreaterThan(BASE_SIZE);
    assertThat(files(reference)).contains("noise", "app/classes/Program.class");
  }

  @Test
  void theImageThatIsReplacedIsRemoved() throws Exception {
    BuiltImage first = onTarBase();
    change();

    onTarBase();

    assertThat(CommandLine.of(EngineUnderTest.command("inspect", first.id())).run().exitCode())
        .isNotZero();
  }

  @Test
  void aReplacedImageThatIsInUseOrHasAnotherNameStays() throws Exception {
    BuiltImage first = onTarBase();
    String container =
        EngineUnderTest.run("create", "--label", "io.github.mavensandbox.it=image", reference);
    try {
      change();
      BuiltImage second = onTarBase();
      EngineUnderTest.run("tag", reference, name + ":other");
      change();
      onTarBase();

      assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", first.id())).isEqualTo(first.id());
      assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", name + ":other"))
          .isEqualTo(second.id());
    } finally {
      EngineUnderTest.run("rm", container);
      EngineUnderTest.run("rmi", first.id());
    }
  }

  @Test
  void aReplacedImageOfSomebodyElseStays() throws Exception {
    loadTheBase();
    EngineUnderTest.run("tag", baseName, reference);
    EngineUnderTest.run("rmi", baseName);
    String other = EngineUnderTest.run("inspect", "-f", "{{.Id}}", reference);

    onTarBase();

    assertThat(EngineUnderTest.run("inspect", "-f", "{{.Id}}", other)).isEqualTo(other);
    EngineUnderTest.run("tag", other, baseName);
  }

  @Test
  void aBaseThatTheEngineDoesNotHaveIsAnError() {
    assertThatThrownBy(this::onEngineBase)
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "base image 'docker://"
                + baseName
                + "' is not in the engine; pull or import it, or leave out docker:// to fetch it"
                + " from a registry");
    assertThat(watch.loads).isEmpty();
  }

  @Test
  void aBaseWithoutJavaIsRefusedBeforeAnythingIsLoaded() throws Exception {
    workshop.base =
        new BaseTar("amd64").layer(new BaseTar.Layer().file("bin/sh", 0755)).write(workshop.base);
    loadTheBase();

    assertThatThrownBy(this::onEngineBase)
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("base image 'docker://" + baseName + "' has no java in its PATH");
    assertThat(watch.loads).isEmpty();
    assertThat(EngineUnderTest.run("image", "ls", "-q", name)).isEmpty();
  }

  @Test
  void aBaseOfTheEngineCanGoIntoAFileWhole() throws Exception {
    loadTheBase();

    workshop.build(
        new BaseImage.Engine(baseName), new ImageTarget.Tar(workshop.tar(), List.of(reference)));

    assertThat(LoadedTar.read(workshop.tar()).layers().get(0)).contains("644 0:0 noise");
  }

  private void loadTheBase() throws Exception {
    String id = DockerArchive.open(workshop.base).id();
    EngineUnderTest.run("load", "-q", "-i", workshop.base.toString());
    EngineUnderTest.run("tag", id, baseName);
  }

  private BuiltImage onEngineBase() throws Exception {
    return workshop.build(
        new BaseImage.Engine(baseName), new ImageTarget.Engine(List.of(reference)));
  }

  private BuiltImage onTarBase() throws Exception {
    return workshop.build(
        new BaseImage.Tar(workshop.base), new ImageTarget.Engine(List.of(reference)));
  }

  private void change() throws Exception {
    Files.writeString(workshop.classes().resolve("Program.class"), UUID.randomUUID().toString());
  }

  private static List<String> files(String image) throws Exception {
    String container =
        EngineUnderTest.run("create", "--label", "io.github.mavensandbox.it=image", image);
    try {
      return CommandLine.of(
              "sh", "-c", EngineUnderTest.program() + " export " + container + " | tar t")
          .output()
          .lines()
          .toList();
    } finally {
      EngineUnderTest.run("rm", container);
    }
  }
}
