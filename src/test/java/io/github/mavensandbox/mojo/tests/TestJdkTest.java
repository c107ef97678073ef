package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The toolchain is one that a plugin has chosen for the build. */
class TestJdkTest {

  @TempDir Path folder;

  /** A toolchain whose java is at this path. */
  private record Chosen(@Nullable Path java) implements ToolchainManager, Toolchain {

    @Override
    public Toolchain getToolchainFromBuildContext(String type, MavenSession context) {
      return this;
    }

    @Override
    public List<Toolchain> getToolchains(
        MavenSession session, String type, Map<String, String> requirements) {
      return List.of();
    }

    @Override
    public String getType() {
      return "jdk";
    }

    @Override
    public @Nullable String findTool(String name) {
      return java == null ? null : java.toString();
    }
  }

  private static Optional<TestJdk> find(@Nullable Path java) throws MojoExecutionException {
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, new DefaultMavenExecutionRequest(), null);
    SurefireSetup surefire = new SurefireSetup(new MavenProject(new Model()), session);
    return TestJdk.find(surefire, session, new Chosen(java));
  }

  private Path file(String path) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void isWhereTheLinksOfItsJavaEnd() throws Exception {
    Path java = file("jdk-17/bin/java");
    file("jdk-17/lib/modules");
    Path link = Files.createSymbolicLink(folder.resolve("java"), java);

    assertThat(find(link).orElseThrow().home()).isEqualTo(folder.toRealPath().resolve("jdk-17"));
  }

  @Test
  void ofAJdk8ItIsTheFolderAroundItsRuntime() throws Exception {
    Path java = file("jdk8/jre/bin/java");
    file("jdk8/jre/lib/rt.jar");
    file("jdk8/bin/java");

    assertThat(find(java).orElseThrow().home()).isEqualTo(folder.toRealPath().resolve("jdk8"));
  }

  @Test
  void aRuntimeAloneDoesNotShowWhatIsAroundIt() throws Exception {
    Path java = file("home/jre/bin/java");
    file("home/jre/lib/rt.jar");

    assertThat(find(java).orElseThrow().home()).isEqualTo(folder.toRealPath().resolve("home/jre"));
  }

  @Test
  void whatIsNoJdkInAFolderOfItsOwnIsRefused() throws Exception {
    Path wrapper = file("home/bin/java");

    assertThatThrownBy(() -> find(wrapper))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("is no JDK in a folder of its own; correct its <jdkHome>");
    assertThatThrownBy(() -> find(folder.resolve("none"))).hasMessageContaining("no bin/java");
    assertThatThrownBy(() -> find(null)).hasMessageContaining("no bin/java");
  }
}
