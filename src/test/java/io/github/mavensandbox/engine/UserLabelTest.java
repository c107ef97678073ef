package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserLabelTest {

  @Test
  void a_name_is_enough() {
    assertThat(UserLabel.of("anna", () -> "ci-1")).isEqualTo("anna");
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "?"})
  void a_name_that_many_have_gets_the_machines(String user) {
    assertThat(UserLabel.of(user, () -> "ci-1")).isEqualTo(user + "@ci-1");
  }

  @Test
  void the_label_of_this_process_is_asked_for_as_it_is_given() throws Exception {
    String machine = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    String value = UserLabel.of(System.getProperty("user.name"), () -> machine);

    assertThat(UserLabel.asMap()).containsEntry("io.github.mavensandbox.user", value);
    assertThat(UserLabel.asFilter()).isEqualTo("io.github.mavensandbox.user=" + value);
  }
}
