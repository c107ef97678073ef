package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in files, which need neither an engine nor a registry. */
class ImageBuilderTest {

  @TempDir Path folder;

  private Workshop workshop;

  @BeforeEach
  void layOut() throws Exception {
    workshop = new Workshop(folder.resolve("one"));
  }

  @Test
  void theLayersAreOrderedByHowOftenTheyChange() throws Exception {
    workshop.dependencies =
        List.of(
            library("b-1.jar", false), library("a-2-SNAPSHOT.jar", true), library("c.jar", false));

    workshop.buildTar();

    List<List<String>> layers = LoadedTar.read(workshop.tar()).layers();
    assertThat(layers).hasSize(7);
    assertThat(layers.get(0)).as("base").contains("755 0:0 usr/bin/java");
    assertThat(layers.get(1))
        .as("tools")
        .contains(
            "755 0:0 sandbox/",
            "755 0:0 sandbox/bin/busybox",
            "711 0:0 sandbox/lib/ld.so",
            "644 0:0 sandbox/lib/libc.so.6",
            "755 0:0 sandbox/entrypoint",
            "644 0:0 sandbox/launch",
            "644 0:0 sandbox/ulogd.conf",
            "644 0:0 sandbox/seccomp.bpf");
    assertThat(layers.get(2))
        .as("dependencies")
        .endsWith("644 0:0 app/libs/b-1.jar", "644 0:0 app/libs/c.jar");
    assertThat(layers.get(3))
        .as("changing dependencies")
        .endsWith("644 0:0 app/libs/a-2-SNAPSHOT.jar");
    assertThat(layers.get(4))
        .as("policy")
        .containsExactly(
            "755 0:0 home/",
            "750 10001:10001 home/app/",
            "755 0:0 sandbox/",
            "755 0:0 sandbox/policy/",
            "644 0:0 sandbox/policy/names",
            "644 0:0 sandbox/policy/rules4",
            "644 0:0 sandbox/policy/user");
    assertThat(layers.get(5)).as("resources").endsWith("644 0:0 app/resources/program.properties");
    assertThat(layers.get(6)).as("classes").endsWith("644 0:0 app/classes/Program.class");
  }

  @Test
  void everyFileOfTheImageFolderIsInTheImage() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/image"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(SandboxImage.SCRIPTS);
    }
  }

  @Test
  void aModuleOfTheSameProjectIsAFolderOnTheClassPath() throws Exception {
    Path module = Files.createDirectories(folder.resolve("module"));
    Files.writeString(module.resolve("Module.class"), "class");
    workshop.dependencies = List.of(new ClasspathEntry(module, "module", true));

    workshop.buildTar();

    LoadedTar image = LoadedTar.read(workshop.tar());
    assertThat(image.layers().get(2)).endsWith("644 0:0 app/libs/module/Module.class");
    assertThat(image.config().path("config").path("Cmd").toString())
        .contains("/app/classes:/app/libs/module\"");
  }

  @Test
  void theConfigurationStartsTheProgramThroughTheEntryPointAsRoot() throws Exception {
    workshop.settings =
        new ContainerSettings(
            Map.of("MODE", "test"),
            List.of("8080", "53/udp"),
            Map.of("team", "red"),
            List.of("/data"),
            Optional.of("/data"),
            Instant.parse("2020-02-02T02:02:02Z"),
            ContainerSettings.Format.DOCKER);
    workshop.base =
        BaseTar.withJava()
            .environment("PATH=/usr/bin")
            .environment("MODE=base")
            .write(workshop.base);

    workshop.buildTar();

    LoadedTar image = LoadedTar.read(workshop.tar());
    JsonNode config = image.config().path("config");
    assertThat(config.path("Entrypoint").toString()).isEqualTo("[\"/sandbox/entrypoint\"]");
    assertThat(config.path("Cmd").toString())
        .isEqualTo(
            "[\"java\",\"-Xmx64m\",\"-cp\",\"/app/resources:/app/classes\",\"Program\",\"x\"]");
    assertThat(config.path("User").asText()).isEqualTo("0");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/data");
    assertThat(config.path("Volumes").has("/data")).isTrue();
    assertThat(config.path("ExposedPorts").toString()).contains("\"8080/tcp\":{}", "\"53/udp\":{}");
    assertThat(config.path("Labels").path("team").asText()).isEqualTo("red");
    assertThat(config.path("Labels").path(SandboxImage.LABEL).asText()).matches("[0-9a-f]{64}");
    assertThat(image.config().path("created").asText()).isEqualTo("2020-02-02T02:02:02Z");
    assertThat(image.environment())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "PATH", "/usr/bin",
                "MODE", "test",
                "HOME", "/home/app",
                "ALLOWED_CIDR", "policy"));
  }

  @Test
  void whetherJavaStartsWithAnAgentIsToldByItsFiles() throws Exception {
    assertThat(workshop.buildTar().takesAgents()).as("java and nothing else").isFalse();

    BaseTar.Layer java =
        new BaseTar.Layer()
            .file("opt/jdk/bin/java", 0755)
            .file("opt/jdk/lib/libinstrument.so", 0644)
            .symlink("usr/bin/java", "/opt/jdk/bin/java");
    workshop.base = new BaseTar("amd64").layer(java).write(workshop.base);

    assertThat(workshop.buildTar().takesAgents()).isTrue();
    assertThat(workshop.buildTar().takesAgents()).as("remembered").isTrue();

    BaseTar.Layer other =
        new BaseTar.Layer()
            .file("opt/jre/bin/java", 0755)
            .file("opt/jdk/lib/libinstrument.so", 0644)
            .symlink("usr/bin/java", "/opt/jre/bin/java");
    workshop.base = new BaseTar("amd64").layer(other).write(workshop.base);

    assertThat(workshop.buildTar().takesAgents()).as("that of another java").isFalse();
  }

  @Test
  void theSameInputsGiveTheSameImageInAnotherFolderAtAnotherTime() throws Exception {
    Workshop other = new Workshop(folder.resolve("elsewhere/other"));
    Files.setLastModifiedTime(
        other.classes().resolve("Program.class"), FileTime.from(Instant.EPOCH.plusSeconds(99)));

    BuiltImage first = workshop.buildTar();
    BuiltImage second = other.buildTar();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(other.tar()).hasSameBinaryContentAs(workshop.tar());
  }

  @Test
  void theIdIsTheDigestOfTheConfigurationInTheFile() throws Exception {
    BuiltImage image = workshop.buildTar();

    assertThat(DockerArchive.open(workshop.tar()).id()).isEqualTo(image.id());
    assertThat(DockerArchive.open(workshop.tar()).references()).containsExactly("app:1");
  }

  @Test
  void anImageOfTheOpenContainerInitiativeHasTheSameId() throws Exception {
    BuiltImage docker = workshop.buildTar();
    workshop.settings =
        new ContainerSettings(
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Instant.EPOCH,
            ContainerSettings.Format.OCI);

    assertThat(workshop.buildTar().id()).isEqualTo(docker.id());
  }

  @Test
  void aCompressedBaseIsAsGood() throws Exception {
    workshop.base =
        new BaseTar("amd64")
            .layer(new BaseTar.Layer().file("usr/bin/java", 0755))
            .compressed()
            .write(workshop.base);

    workshop.buildTar();

    assertThat(LoadedTar.read(workshop.tar()).layers().get(0)).contains("755 0:0 usr/bin/java");
  }

  @Test
  void aBaseOfAnotherArchitectureThanTheToolsIsRefused() throws Exception {
    workshop.base =
        new BaseTar("arm64")
            .layer(new BaseTar.Layer().file("usr/bin/java", 0755))
            .write(workshop.base);

    refused(
        "base image 'tar://"
            + workshop.base
            + "' is for linux/arm64, the tools are for linux/amd64; choose a base for linux/amd64");
  }

  @Test
  void toolsOfAnotherArchitectureThanTheBaseAreRefused() {
    workshop.architecture = Architecture.ARM64;

    assertThatThrownBy(workshop::buildTar)
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("base image 'tar://" + workshop.base + "' is ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aBaseWithoutJavaIsRefused() throws Exception {
    workshop.base =
        new BaseTar("amd64")
            .environment("PATH=/usr/bin:/opt/bin")
            .layer(new BaseTar.Layer().file("usr/bin/python", 0755).file("opt/java", 0755))
            .write(workshop.base);

    refused(
        "base image 'tar://"
            + workshop.base
            + "' has no java in its PATH (/usr/bin:/opt/bin); choose one with a Java runtime, such"
            + " as eclipse-temurin:21-jre");
  }

  @Test
  void javaOutsideOfThePathIsToldFromNoJava() throws Exception {
    workshop.base =
        new BaseTar("amd64")
            .environment("PATH=/usr/bin")
            .environment("JAVA_HOME=/opt/jdk")
            .layer(new BaseTar.Layer().file("opt/jdk/bin/java", 0755))
            .write(workshop.base);

    refused(
        "base image 'tar://"
            + workshop.base
            + "' has java only in /opt/jdk/bin, which is not in its PATH (/usr/bin); set PATH in"
            + " <container><environment>");
  }

  @Test
  void javaThatAnUpperLayerRemovedIsNoJava() throws Exception {
    workshop.base =
        BaseTar.withJava()
            .layer(new BaseTar.Layer().file("usr/bin/.wh.java", 0644))
            .write(workshop.base);

    assertThatThrownBy(workshop::buildTar).hasMessageContaining("has no java in its PATH");
  }

  @Test
  void javaBehindLinksIsFound() throws Exception {
    workshop.base =
        new BaseTar("amd64")
            .layer(
                new BaseTar.Layer()
                    .directory("usr/bin")
                    .symlink("bin", "usr/bin")
                    .symlink("usr/bin/java", "/etc/alternatives/java")
                    .symlink("etc/alternatives/java", "/usr/lib/jvm/bin/java"))
            .layer(
                new BaseTar.Layer()
                    .file("opt/launcher", 0755)
                    .hardlink("usr/lib/jvm/bin/java", "opt/launcher"))
            .environment("PATH=/bin")
            .write(workshop.base);

    assertThat(workshop.buildTar().references()).containsExactly("app:1");
  }

  @Test
  void anotherCommandNeedsNoJava() throws Exception {
    workshop.needsJava = false;
    workshop.base =
        new BaseTar("amd64").layer(new BaseTar.Layer().file("bin/sh", 0755)).write(workshop.base);

    assertThat(workshop.buildTar().references()).containsExactly("app:1");
  }

  @Test
  void aFileThatIsNoImageIsRefused() throws Exception {
    Files.writeString(workshop.base, "not a tar".repeat(200));

    assertThatThrownBy(workshop::buildTar)
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith(
            "base image 'tar://" + workshop.base + "' is not an image as 'docker save' writes it");
  }

  @Test
  void aRootFileSystemIsNoImage() throws Exception {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(Files.newOutputStream(workshop.base))) {
      tar.finish();
    }

    refused(
        "base image 'tar://"
            + workshop.base
            + "' is not an image as 'docker save' writes it: it has no manifest.json");
  }

  @Test
  void aMissingDependencyIsNamed() {
    Path missing = folder.resolve("missing.jar");
    workshop.dependencies = List.of(new ClasspathEntry(missing, "missing.jar", false));

    assertThatThrownBy(workshop::buildTar)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void badPortsPathsAndNamesAreRefusedBeforeAnythingIsDone() {
    assertThatThrownBy(() -> with(List.of("99999"), List.of(), Optional.empty()).buildTar())
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("ports [99999]: ");
    assertThatThrownBy(() -> with(List.of(), List.of("data"), Optional.empty()).buildTar())
        .hasMessage("volume 'data' is not an absolute path such as /data");
    assertThatThrownBy(() -> with(List.of(), List.of(), Optional.of("x")).buildTar())
        .hasMessage("working directory 'x' is not an absolute path such as /data");
    assertThatThrownBy(
            () ->
                workshop.build(
                    new BaseImage.Tar(workshop.base),
                    new ImageTarget.Tar(workshop.tar(), List.of("No Name"))))
        .hasMessageStartingWith("image name 'No Name' is malformed");
  }

  @Test
  void aBuildThatFailsLeavesNoFile() throws Exception {
    workshop.base =
        new BaseTar("amd64").layer(new BaseTar.Layer().file("bin/sh", 0755)).write(workshop.base);

    assertThatThrownBy(workshop::buildTar).isInstanceOf(ImageException.class);

    assertThat(workshop.tar()).doesNotExist();
    assertThat(workshop.tar().resolveSibling("app.tar.part")).doesNotExist();
  }

  @Test
  void theTerminalsLastLineIsEmptyWhenABuildHasEnded() throws Exception {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    workshop.progress = new TerminalProgress(workshop.progress, new PrintStream(terminal, true));

    workshop.buildTar();

    assertThat(terminal.toString()).contains("%").endsWith("\r\u001b[K");
  }

  @Test
  void theTerminalsLastLineIsEmptyWhenABuildHasFailed() throws Exception {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    workshop.progress = new TerminalProgress(workshop.progress, new PrintStream(terminal, true));
    workshop.base =
        new BaseTar("amd64").layer(new BaseTar.Layer().file("bin/sh", 0755)).write(workshop.base);

    assertThatThrownBy(workshop::buildTar).isInstanceOf(ImageException.class);

    assertThat(terminal.toString()).contains("%").endsWith("\r\u001b[K");
  }

  @Test
  void anImageCannotBePushedOffline() {
    workshop.offline = true;

    assertThatThrownBy(
            () ->
                workshop.build(
                    new BaseImage.Tar(workshop.base),
                    new ImageTarget.Registry(List.of("localhost:1/app:1"), Optional.empty())))
        .isInstanceOf(ImageException.class)
        .hasMessage("image 'localhost:1/app:1' cannot be pushed: Maven is offline (-o)");
  }

  @Test
  void aBaseThatWasNeverFetchedIsAnErrorOffline() {
    workshop.offline = true;

    assertThatThrownBy(
            () ->
                workshop.build(
                    new BaseImage.Registry("localhost:1/never-fetched:1", Optional.empty()),
                    new ImageTarget.Tar(workshop.tar(), List.of("app:1"))))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "base image 'localhost:1/never-fetched:1' is not in the cache, and Maven is offline"
                + " (-o); build once online, or use an image of the engine with docker://");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsAnErrorInOneLine() {
    assertThatThrownBy(
            () ->
                workshop.build(
                    new BaseImage.Registry("localhost:1/base:1", Optional.empty()),
                    new ImageTarget.Tar(workshop.tar(), List.of("app:1"))))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith(
            "base image 'localhost:1/base:1' cannot be had: the registry does not answer (")
        .hasMessageNotContaining("\n");
  }

  private Workshop with(List<String> ports, List<String> volumes, Optional<String> directory) {
    workshop.settings =
        new ContainerSettings(
            Map.of(),
            ports,
            Map.of(),
            volumes,
            directory,
            Instant.EPOCH,
            ContainerSettings.Format.DOCKER);
    return workshop;
  }

  private ClasspathEntry library(String name, boolean changing) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, name);
    return new ClasspathEntry(file, name, changing);
  }

  private void refused(String message) {
    assertThatThrownBy(workshop::buildTar).isInstanceOf(ImageException.class).hasMessage(message);
  }
}
