package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.SettingsOfForks;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesOutsideTest {

  @TempDir private Path folder;
  private Path module;
  private Path other;

  @BeforeEach
  void makeModules() throws IOException {
    module = Files.createDirectories(folder.resolve("app"));
    other = Files.createDirectories(folder.resolve("lib"));
  }

  private Path file(Path module, String name) throws IOException {
    Path file = module.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private Optional<String> line(Path... missing) {
    return line(Instant.now().plusSeconds(10), missing);
  }

  private Optional<String> line(Instant since, Path... missing) {
    Path target = module.resolve("target");
    ForkSettings forks =
        SettingsOfForks.of(
            module,
            folder.resolve("repository"),
            List.of(module.resolve("named"), module.resolve("src/named")),
            new TrackedFiles(
                List.of(module, other), Map.of(module.resolve("tracked"), module), List.of()),
            CreateOptions.NONE);
    return new FilesOutside(forks, List.of(target.resolve("test-classes")), since)
        .line(Arrays.stream(missing).map(Path::toString).toList());
  }

  @Test
  void filesOfTheModulesAreNamedAsThePomNamesThem() throws Exception {
    file(module, "data/a.csv");
    file(other, "b.csv");

    assertThat(line(module.resolve("data/a.csv"), module.resolve("none")))
        .contains(
            "tests looked for 'data/a.csv', which is there outside of the sandbox: to send it in, name it in <test><files> (sandbox.test.files)");
    assertThat(line(module.resolve("data/../data/a.csv"), module.resolve("../lib/b.csv")))
        .contains(
            "tests looked for 'data/a.csv', '../lib/b.csv', which are there outside of the sandbox: to send them in, name them in <test><files> (sandbox.test.files)");
  }

  @Test
  void whatWasSentIsNotMissed() throws Exception {
    assertThat(
            line(
                file(module, "tracked"),
                file(module, "src/a"),
                file(module, "pom.xml"),
                file(module, "target/test-classes/a"),
                file(module, "named/a")))
        .isEmpty();
  }

  @Test
  void butWhatALinkOfTheSourcesLeadsToMayBe() throws Exception {
    file(module, "src/a");
    file(module, "shared/a");
    file(module, "shared/.env");
    file(other, "tracked");
    Files.createSymbolicLink(module.resolve("src/shared"), Path.of("../shared"));
    Files.createSymbolicLink(module.resolve("src/file"), Path.of("../shared/a"));
    Files.createSymbolicLink(module.resolve("src/hidden"), Path.of("../shared/.env"));
    Files.createSymbolicLink(module.resolve("src/sent"), Path.of("a"));
    Files.createSymbolicLink(module.resolve("src/self"), Path.of("self"));

    assertThat(
            line(
                module.resolve("src/file"),
                module.resolve("src/shared/none"),
                module.resolve("src/shared/.env"),
                module.resolve("src/hidden"),
                module.resolve("src/sent"),
                module.resolve("src/self"),
                module.resolve("src/none")))
        .isEmpty();
    assertThat(line(module.resolve("src/shared/a")))
        .get()
        .asString()
        .startsWith("tests looked for 'src/shared/a', which is there");
  }

  /** Whether that is there is not looked at. */
  @Test
  void aLinkOfTheSourcesThatLeadsOutIsNamedItself() throws Exception {
    Files.createSymbolicLink(module.resolve("src"), Path.of("../none"));

    assertThat(line(module.resolve("src/x"), module.resolve("src/y")))
        .get()
        .asString()
        .startsWith("tests looked for 'src', which is there");
    assertThat(line(module.resolve("src/.env"), module.resolve("src/named/none"))).isEmpty();
  }

  @Test
  void norIsWhatTheTestsThemselvesHaveWritten() throws Exception {
    Instant before = Instant.now().minusSeconds(10);

    assertThat(line(before, file(module, "target/a"))).isEmpty();
    assertThat(line(file(module, "target/a"))).isPresent();
  }

  @Test
  void elsewhereItDoesNotLook() throws Exception {
    Path secret = file(folder, "secrets/key");
    Files.createSymbolicLink(module.resolve("link"), secret.getParent());
    Files.createSymbolicLink(module.resolve("key"), secret);

    assertThat(
            line(
                secret,
                module,
                module.resolve("../secrets/key"),
                module.resolve("link/key"),
                module.resolve("key"),
                file(module, ".env"),
                file(module, ".git/config"),
                Path.of("relative")))
        .isEmpty();
  }

  @Test
  void ofManySomeAreNamed() throws Exception {
    Path[] files = new Path[12];
    for (int i = 0; i < files.length; i++) {
      files[i] = file(module, "f" + i);
    }

    assertThat(line(files))
        .get()
        .asString()
        .contains("'f9' and more, which are")
        .doesNotContain("f10");
  }
}
