package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.cli.EngineLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine whose store names an image by the digest of its manifest, as Docker 29's does: it does
 * not know the digest of the configuration, and takes no tar without all layers.
 */
class ManifestStoreTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands in for Docker's program; each image that it knows is a file. */
  private static final String PROGRAM =
      """
      #!/bin/sh
      cd "${0%/*}" || exit
      case "$1 $2" in
        "--version ") echo 'Docker version 29.0.0, build 3d4129b' ;;
        "version "*) echo '29.0.0 amd64 linux' ;;
        "image inspect")
          [ -e "images/$3" ] || { echo "Error response from daemon: No such image: $3" >&2; exit 1; }
          cat "images/$3"
          ;;
        "load ")
          tar=loads/$(ls loads | wc -l).tar
          cat >"$tar"
          for layer in $(tar -xOf "$tar" manifest.json | grep -o '[0-9a-f]*[.]tar[.]gz'); do
            tar -tf "$tar" "$layer" >/dev/null || { rm "$tar"; exit 1; }
          done
          echo 'Loaded image: app:1'
          ;;
        "tag "*) echo "$2 $3" >>tags ;;
        *) echo "Error: $*" >&2; exit 1 ;;
      esac
      """;

  @TempDir Path folder;
  private Workshop workshop;

  @BeforeEach
  void standIn() throws Exception {
    workshop = new Workshop(folder.resolve("workshop"));
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("loads"));
    Path program = Files.writeString(folder.resolve("docker"), PROGRAM);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    workshop.settings =
        new ContainerSettings(
            Map.of("MODE", "test", "B", "b"),
            List.of("8080", "53/udp"),
            Map.of("label", "value"),
            List.of("/data"),
            workshop.settings.workingDirectory(),
            workshop.settings.creationTime(),
            workshop.settings.format());
  }

  private BuiltImage build(String... references) throws Exception {
    workshop.engine =
        new BackgroundTask<>(
            () -> new EngineLocator().locate(folder.resolve("docker").toString(), List.of()));
    return workshop.build(
        new BaseImage.Tar(workshop.base), new ImageTarget.Engine(List.of(references)));
  }

  private List<Path> loads() throws IOException {
    try (Stream<Path> loads = Files.list(folder.resolve("loads"))) {
      return loads.sorted().toList();
    }
  }

  /** The store has the image that was loaded last, and tells of it as Docker 29 does. */
  private String storeAs(String reference) throws IOException {
    return storeAs(reference, JSON.createObjectNode());
  }

  private String storeAs(String reference, ObjectNode more) throws IOException {
    JsonNode config = LoadedTar.read(loads().get(loads().size() - 1)).config();
    String id = "sha256:" + "ab".repeat(32);
    ObjectNode image = JSON.createObjectNode();
    image.put("Id", id).put("Created", config.get("created").asText()).put("Size", 1);
    image.putArray("RepoTags").add(reference);
    image.set("Architecture", config.get("architecture"));
    image.set("Os", config.get("os"));
    image.putObject("RootFS").set("Layers", config.get("rootfs").get("diff_ids"));
    ObjectNode settings = (ObjectNode) config.get("config").deepCopy();
    // Another order than Jib's, and what is empty.
    ObjectNode told = JSON.createObjectNode().put("Hostname", "").putNull("OnBuild");
    List<String> names = new ArrayList<>();
    settings.fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    names.forEach(name -> told.set(name, settings.get(name)));
    told.setAll(more);
    image.set("Config", told);
    for (String name : List.of(reference, id)) {
      JSON.writeValue(
          folder.resolve("images").resolve(name).toFile(), JSON.createArrayNode().add(image));
    }
    return id;
  }

  @Test
  void an_image_that_it_has_is_not_loaded_again() throws Exception {
    build("app:1");
    storeAs("app:1");

    build("app:1");

    assertThat(loads()).hasSize(1);
  }

  @Test
  void an_image_that_has_changed_is_loaded() throws Exception {
    build("app:1");
    storeAs("app:1");
    Files.writeString(workshop.classes().resolve("Program.class"), "changed");

    build("app:1");

    assertThat(LoadedTar.read(loads().get(loads().size() - 1)).layers()).hasSizeGreaterThan(4);
  }

  @Test
  void an_image_with_the_same_layers_and_another_environment_is_loaded() throws Exception {
    build("app:1");
    ObjectNode other = JSON.createObjectNode();
    other.putArray("Env").add("MODE=production");
    storeAs("app:1", other);

    build("app:1");

    assertThat(loads()).hasSizeGreaterThan(1);
  }

  @Test
  void a_further_name_is_given_by_the_id_that_it_knows() throws Exception {
    build("app:1");
    String id = storeAs("app:1");

    build("app:1", "app:2");

    assertThat(loads()).hasSize(1);
    assertThat(folder.resolve("tags")).hasContent(id + " app:2");
  }
}
