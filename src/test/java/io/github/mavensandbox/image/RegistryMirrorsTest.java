package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryMirrorsTest {

  @TempDir Path folder;

  private RegistryMirrors read(String config) throws Exception {
    return RegistryMirrors.read(Files.writeString(folder.resolve("config.json"), config));
  }

  @Test
  void mirrors_are_asked_in_their_order() throws Exception {
    RegistryMirrors mirrors =
        read(
            """
            {"disableUpdateCheck": true,
             "registryMirrors": [{"registry": "one.example", "mirrors": ["a.example", "b.example:5000"]},
                                 {"registry": "two.example", "mirrors": ["c.example"]}]}
            """);

    assertThat(mirrors.byRegistry())
        .containsEntry("one.example", List.of("a.example", "b.example:5000"))
        .containsEntry("two.example", List.of("c.example"));
  }

  @Test
  void a_configuration_without_mirrors_or_none_at_all_has_none() throws Exception {
    assertThat(read("{}").byRegistry()).isEmpty();
    assertThat(RegistryMirrors.read(folder.resolve("none")).byRegistry()).isEmpty();
  }

  @Test
  void what_is_incomplete_or_no_json_is_an_error_that_names_the_file() {
    Path file = folder.resolve("config.json");

    assertThatThrownBy(() -> read("{\"registryMirrors\": [{\"registry\": \"one.example\"}]}"))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "Jib's configuration "
                + file
                + ": each of registryMirrors needs a 'registry' and its 'mirrors'");
    assertThatThrownBy(() -> read("{"))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("Jib's configuration " + file + " cannot be read; correct it: ");
  }
}
