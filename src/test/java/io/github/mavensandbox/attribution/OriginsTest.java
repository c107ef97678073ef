package io.github.mavensandbox.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  private static final Origin APP = Origin.module("com.acme:app:1");

  private final Origins origins =
      new Origins(
          Map.of(
              Path.of("/projects/a b/é/target/classes"),
              APP,
              Path.of("/libs/tracker.jar"),
              Told.TRACKER),
          Optional.of(Path.of("/home/me/.m2/repository")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:/projects/a%20b/%C3%A9/target/classes/",
        "file:/projects/a%20b/%c3%a9/target/classes",
        "file:///projects/a%20b/%C3%A9/target/classes/"
      })
  void aFolderIsKnownByItsUrl(String url) {
    assertThat(origins.of(url)).isEqualTo(APP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/libs/tracker.jar", "jar:file:/libs/tracker.jar!/"})
  void soIsAJar(String url) {
    assertThat(origins.of(url)).isEqualTo(Told.TRACKER);
  }

  @Test
  void aJarWithinAJarIsNotTakenForTheOuterOne() {
    assertThat(origins.of("jar:file:/libs/tracker.jar!/BOOT-INF/lib/x.jar!/"))
        .isEqualTo(Origin.other("/libs/tracker.jar!/BOOT-INF/lib/x.jar"));
  }

  @Test
  void whatIsInTheRepositoryIsKnownByItsPlace() {
    assertThat(
            origins.of(
                "file:/home/me/.m2/repository/org/x/y/surefire-api/3.2.5/surefire-api-3.2.5.jar"))
        .isEqualTo(Origin.artifact("org.x.y:surefire-api:3.2.5", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "file:/home/me/.m2/repository/a-1.jar, /home/me/.m2/repository/a-1.jar",
    "file:/home/me/.m2/repository/x/a/1/b-1.jar, /home/me/.m2/repository/x/a/1/b-1.jar",
    "file:/home/me/.m2/repository/../x/a/1/a-1.jar, /home/me/.m2/repository/../x/a/1/a-1.jar",
    "file:/tmp/x.jar, /tmp/x.jar",
    "https://x.example/y.jar, https://x.example/y.jar",
    "file:/%zz, file:/%zz",
    "nonsense, nonsense"
  })
  void anythingElseIsNamedAsItIs(String url, String name) {
    assertThat(origins.of(url)).isEqualTo(Origin.other(name));
  }
}
