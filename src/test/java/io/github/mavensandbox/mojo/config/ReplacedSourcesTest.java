package io.github.mavensandbox.mojo.config;

import static io.github.mavensandbox.mojo.config.PomProject.build;
import static io.github.mavensandbox.mojo.config.PomProject.managing;
import static io.github.mavensandbox.mojo.config.PomProject.plugin;
import static io.github.mavensandbox.mojo.config.PomProject.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedSourcesTest {

  @TempDir private Path folder;
  private PomProject poms;

  @BeforeEach
  void useFolder() {
    poms = new PomProject(folder);
  }

  private static String artifact(String coordinates) {
    return plugin("<network><artifact>%s</artifact></network>".formatted(coordinates));
  }

  private static String file(String paths) {
    return plugin("<network><file>%s</file></network>".formatted(paths));
  }

  private ReplacedSources sources() throws Exception {
    MavenProject app = poms.read("app");
    return new ReplacedSources(
        poms.session(app), app, ThisPlugin.execution("check", "default-cli"));
  }

  @Test
  void anArtifactOfAParentThatIsInEffectIsNotMissed() throws Exception {
    poms.pom("parent", build(artifact("com.example:policy:1")));
    poms.pom("app", "parent", build(artifact("com.example:own:1,com.example:policy:txt:1")));

    assertThat(sources().artifacts(List.of("com.example:own:1", "com.example:policy:txt:1")))
        .isEmpty();
  }

  @Test
  void anArtifactOfAParentThatANearerPomReplacesIsMissed() throws Exception {
    poms.pom("parent", build(artifact("com.example:policy:1")));
    poms.pom("app", "parent", build(artifact("com.example:own:1")));

    assertThat(sources().artifacts(List.of("com.example:own:1")))
        .containsExactly(
            "POM of it:parent: policy artifact 'com.example:policy:1' is not in effect; a nearer <network> or <artifact> replaces it; write there <artifact>com.example:policy:1,com.example:own:1</artifact>");
  }

  @Test
  void soIsOneThatAParentManages() throws Exception {
    poms.pom("parent", managing(artifact("com.example:policy:1, com.example:other:1")));
    poms.pom("app", "parent", "");

    assertThat(sources().artifacts(List.of()))
        .hasSize(2)
        .allMatch(line -> line.startsWith("POM of it:parent: policy artifact 'com.example:"));
  }

  @Test
  void anotherVersionIsAnotherArtifactAndAPropertyMayChooseIt() throws Exception {
    poms.pom(
        "parent",
        "<properties><it.version>1</it.version></properties>"
            + build(artifact("com.example:policy:${it.version}")));
    poms.pom("app", "parent", "<properties><it.version>2</it.version></properties>");

    assertThat(sources().artifacts(List.of("com.example:policy:2"))).isEmpty();
    assertThat(sources().artifacts(List.of("com.example:policy:1")))
        .singleElement()
        .asString()
        .contains("'com.example:policy:2' is not in effect");
  }

  @Test
  void whatAProfileThatIsNotActiveHasIsNotMissed() throws Exception {
    poms.pom("app", profile("ci", build(artifact("com.example:policy:1"))) + build(plugin("")));

    assertThat(sources().artifacts(List.of())).isEmpty();
    poms.withProfile("ci");
    assertThat(sources().artifacts(List.of())).hasSize(1);
  }

  @Test
  void aFileIsMissedWithWhatReplacesIt() throws Exception {
    poms.pom("parent", build(file("common.txt, lib/policy.txt")));
    poms.pom("app", "parent", build(file("own.txt,common.txt")));

    assertThat(sources().files(List.of("own.txt", "common.txt"), false))
        .containsExactly(
            "POM of it:parent: policy file 'lib/policy.txt' is not in effect; a nearer <network> or <file> replaces it, and would keep it as <file>lib/policy.txt,own.txt,common.txt</file>");
    assertThat(sources().files(List.of("ci.txt", "common.txt"), true))
        .containsExactly(
            "POM of it:app: policy file 'own.txt' is not in effect; sandbox.policy replaces it",
            "POM of it:parent: policy file 'lib/policy.txt' is not in effect; sandbox.policy replaces it");
  }
}
