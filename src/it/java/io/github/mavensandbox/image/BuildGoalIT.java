package io.github.mavensandbox.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The goal {@code build} at {@code package}: into the engine, twice; then, without an engine, from
 * a file into a file, and from a registry into a registry.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BuildGoalIT {

  private static final String BASE = "it-build-base:1";
  private static final String NO_ENGINE = "-Dsandbox.engine=/no/such/engine";

  @TempDir private static Path folder;
  private static LocalRegistry registry;
  private static TestProject project;
  private static MavenRun first;
  private static MavenRun second;
  private static MavenRun tar;
  private static MavenRun pushed;

  @BeforeAll
  static void build() throws Exception {
    project = TestProject.copyOf("build", folder.resolve("project"));
    registry = LocalRegistry.open(folder.resolve("registry"));
    makeBase();
    first = project.run("package");
    second = project.run("package");
    tar =
        project.run(
            "package",
            NO_ENGINE,
            "-Dsandbox.from.image=tar://" + saveBase(),
            "-Dsandbox.to.tar=target/image.tar");
    pushed =
        project.run(
            "package",
            NO_ENGINE,
            "-Dsandbox.from.image=" + pushBase(),
            "-Dsandbox.to.image=registry://" + inRegistry("app:1"));
  }

  /** A base that is small, because its java is none. */
  private static void makeBase() throws Exception {
    byte[] script = "#!/bin/sh\n".getBytes(ISO_8859_1);
    ByteArrayOutputStream files = new ByteArrayOutputStream();
    try (TarArchiveOutputStream archive = new TarArchiveOutputStream(files)) {
      TarArchiveEntry java = new TarArchiveEntry("java");
      java.setMode(0755);
      java.setSize(script.length);
      archive.putArchiveEntry(java);
      archive.write(script);
      archive.closeArchiveEntry();
    }
    String container = EngineUnderTest.run("create", "sandbox-dev/no-java:1", "true");
    CommandLine.of(EngineUnderTest.command("cp", "-", container + ":/bin"))
        .input(files.toByteArray())
        .output();
    EngineUnderTest.run("commit", container, BASE);
    EngineUnderTest.run("rm", container);
  }

  /** By a pipe: the engine may be another user's. */
  private static Path saveBase() throws Exception {
    CommandLine save = CommandLine.of(EngineUnderTest.command("save", BASE)).bytewise();
    return Files.write(folder.resolve("base.tar"), save.run().stdout().getBytes(ISO_8859_1));
  }

  private static String pushBase() throws Exception {
    String name = inRegistry("base:1");
    List<String> push = new ArrayList<>(List.of("push", "--quiet"));
    // Docker takes this machine's registries without TLS by itself.
    if (EngineUnderTest.isPodman()) {
      push.add("--tls-verify=false");
    }
    push.add(name);
    EngineUnderTest.run("tag", BASE, name);
    EngineUnderTest.run(push.toArray(String[]::new));
    EngineUnderTest.run("rmi", name);
    return name;
  }

  private static String inRegistry(String name) {
    return registry.image(name).replace("127.0.0.1", "localhost");
  }

  @AfterAll
  static void removeImages() throws Exception {
    if (registry != null) {
      registry.close();
    }
    EngineUnderTest.removeImages("it-build:1", "it-build:latest", BASE);
  }

  /** The image's id, as the build tells it. */
  private static String id(MavenRun run, String references) {
    assertThat(run.exitCode()).as(run.output()).isZero();
    Matcher line =
        Pattern.compile(
                "\\[INFO\\] built "
                    + Pattern.quote(references)
                    + "(?!\\w).* \\((sha256:[0-9a-f]{64})\\)")
            .matcher(run.output());
    assertThat(line.find()).as(run.output()).isTrue();
    return line.group(1);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(
        // Podman says where a name is from.
        text -> texts.add(text.asText().replaceFirst("^localhost/", "")));
    return texts;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theEngineHasTheImageWithAllThatThePomSays() throws Exception {
    JsonNode image = json(EngineUnderTest.run("image", "inspect", "it-build:1")).get(0);

    // Podman leaves out the kind of digest.
    assertThat("sha256:" + image.path("Id").asText().replaceFirst("^sha256:", ""))
        .isEqualTo(id(first, "it-build:1"));
    assertThat(texts(image.path("RepoTags"))).contains("it-build:1", "it-build:latest");
    assertThat(image.path("Created").asText()).isEqualTo("2026-01-31T12:00:00Z");
    JsonNode config = image.path("Config");
    assertThat(config.path("User").asText()).isEqualTo("0");
    assertThat(texts(config.path("Entrypoint"))).containsExactly("/sandbox/entrypoint");
    assertThat(texts(config.path("Cmd")))
        .containsExactly(
            "java", "-Xms64m", "-cp", "/app/resources:/app/classes", "it.Main", "some");
    assertThat(texts(config.path("Env"))).contains("MODE=test");
    assertThat(names(config.path("ExposedPorts")))
        .containsExactlyInAnyOrder("8080/tcp", "5000/udp", "5001/udp");
    assertThat(config.path("Labels").path("team").asText()).isEqualTo("net");
    assertThat(names(config.path("Volumes"))).containsExactly("/data");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/tmp");
  }

  @Test
  void whatTheEngineHasAlreadyIsNotSentAgain() {
    assertThat(first.output()).contains("Loading");
    assertThat(id(second, "it-build:1")).isEqualTo(id(first, "it-build:1"));
    assertThat(second.output()).doesNotContain("Loading");
  }

  @Test
  void fromAFileIntoAFileItIsTheSameImage() throws Exception {
    Path file = project.path("target/image.tar");

    assertThat(id(tar, "it-build:1, it-build:latest in " + file))
        .isEqualTo(id(first, "it-build:1"));
    String manifest = CommandLine.of("tar", "-xOf", file.toString(), "manifest.json").output();
    assertThat(texts(json(manifest).path(0).path("RepoTags"))).contains("it-build:1");
  }

  @Test
  void fromARegistryIntoARegistryItIsTheSameImage() throws Exception {
    assertThat(id(pushed, inRegistry("app:1"))).isEqualTo(id(first, "it-build:1"));
    assertThat(json(registry.manifest("app", "1")).path("config").path("digest").asText())
        .isEqualTo(id(first, "it-build:1"));
  }
}
