package io.github.mavensandbox.mojo.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactorSelectionTest {

  private static final File ROOT = new File("/home/ada/shop");

  private final MavenProject root = project("shop", ROOT);
  private final MavenProject lib = project("shop-lib", new File(ROOT, "lib"));
  private final MavenProject app = project("shop-app", new File(ROOT, "app"));
  private final MavenExecutionRequest request =
      new DefaultMavenExecutionRequest().setBaseDirectory(ROOT);

  @Test
  void withoutMinusPlItIsTheModuleInWhoseDirectoryMavenWasStarted() {
    root.setExecutionRoot(true);
    ReactorSelection selection = selection(root, lib, app);

    assertThat(selection.means(root)).isTrue();
    assertThat(selection.means(lib)).isFalse();
    assertThat(selection.means(app)).isFalse();
  }

  @Test
  void theOnlyProjectIsMeant() {
    assertThat(selection(app).means(app)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"app", "./app", "app/pom.xml", ":shop-app", "it:shop-app", "+app", "?:shop-app"})
  void minusPlNamesAModuleAndThoseThatAlsoMakeAddsAreNotMeant(String selector) {
    request.setSelectedProjects(List.of(selector));
    ReactorSelection selection = selection(lib, app);

    assertThat(selection.means(app)).isTrue();
    assertThat(selection.means(lib)).isFalse();
  }

  @Test
  void severalModulesCanBeNamed() {
    request.setSelectedProjects(List.of("app", "lib"));
    ReactorSelection selection = selection(lib, app);

    assertThat(selection.means(app)).isTrue();
    assertThat(selection.means(lib)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!lib", "-lib", "-:shop-lib"})
  void whatIsLeftWhenOthersAreExcludedIsNotNamed(String selector) {
    request.setSelectedProjects(List.of(selector));

    assertThat(selection(root, app).means(app)).isFalse();
  }

  private ReactorSelection selection(MavenProject... projects) {
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
    session.setProjects(List.of(projects));
    return new ReactorSelection(session);
  }

  private static MavenProject project(String artifact, File folder) {
    Model model = new Model();
    model.setGroupId("it");
    model.setArtifactId(artifact);
    MavenProject project = new MavenProject(model);
    project.setFile(new File(folder, "pom.xml"));
    return project;
  }
}
