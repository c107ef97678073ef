package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {

  @Test
  void theCommandHasTheClassPathInTheOrderOfThePom() throws Exception {
    Program program =
        new Program(
            Path.of("classes"),
            List.of(library("b-1.jar", false), library("a-SNAPSHOT.jar", true)));

    assertThat(program.command(List.of("-Xmx64m"), "com.acme.Main", List.of("x", "y z")))
        .containsExactly(
            "java",
            "-Xmx64m",
            "-cp",
            "/app/resources:/app/classes:/app/libs/b-1.jar:/app/libs/a-SNAPSHOT.jar",
            "com.acme.Main",
            "x",
            "y z");
  }

  @Test
  void dependenciesOfTheSameNameAreKeptApart() {
    Program program =
        new Program(
            Path.of("classes"),
            List.of(library("core-1.jar", false), library("core-1.jar", false)));

    assertThat(program.libraries())
        .containsOnlyKeys("/app/libs/core-1.jar", "/app/libs/1/core-1.jar");
  }

  @Test
  void aClassPathThatTheKernelWouldRefuseIsAnError() {
    Program program =
        new Program(Path.of("classes"), Collections.nCopies(8000, library("core-1.jar", false)));

    assertThatThrownBy(() -> program.command(List.of(), "Main", List.of()))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("the class path has 8000 entries");
  }

  private static ClasspathEntry library(String name, boolean changing) {
    return new ClasspathEntry(Path.of(name), name, changing);
  }
}
