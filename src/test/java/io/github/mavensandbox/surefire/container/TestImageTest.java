package io.github.mavensandbox.surefire.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.image.AppUser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestImageTest {

  private static final String PASSWD =
      "root:x:0:0:root:/root:/bin/sh\nwww:x:33:33::/www:/bin/sh\napp:x:1234:1234::/home/app:/bin/sh\n";

  private static TestImage image(AppUser user) {
    return new TestImage("tests:1", user, "/opt/java", false, "", true, PASSWD, "");
  }

  private static final TestImage IMAGE = image(new AppUser(1234, 1234));

  @Test
  void the_tests_user_has_the_name_of_outside_and_its_own_home() {
    TestImage named = IMAGE.named("alice.b");

    assertThat(named.passwd()).isEqualTo(PASSWD.replace("\napp:", "\nalice.b:"));
    assertThat(named.home()).hasValue(Path.of("/home/app"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "www", "app", "", "a:b", "a\nb", "$1", "-x"})
  void what_is_somebody_elses_or_no_name_is_not_taken(String name) {
    assertThat(IMAGE.named(name)).isEqualTo(IMAGE);
  }

  @Test
  void where_root_runs_maven_it_stays() {
    TestImage image = image(AppUser.DEFAULT);

    assertThat(image.named("alice")).isEqualTo(image);
  }

  @Test
  void a_user_that_the_image_does_not_know_has_no_home() {
    assertThat(image(new AppUser(7, 7)).home()).isEmpty();
    assertThat(IMAGE.homes())
        .containsExactly(Path.of("/root"), Path.of("/www"), Path.of("/home/app"));
  }
}
