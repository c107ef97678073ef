package io.github.mavensandbox.mojo.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaReleaseTest {

  private final MavenProject project = new MavenProject(new Model());

  @ParameterizedTest
  @CsvSource({"8, 8", "1.8, 8", "11, 11", "17, 17", "18, 21", "26, 26"})
  void theBaseIsAJreOfTheReleaseOrOfTheNextThatHasOne(String release, String image) {
    project.getProperties().setProperty("maven.compiler.release", release);

    assertThat(JavaRelease.baseImage(project)).isEqualTo("eclipse-temurin:" + image + "-jre");
  }

  @Test
  void theReleaseCountsMoreThanTheTarget() {
    project.getProperties().setProperty("maven.compiler.target", "11");
    assertThat(JavaRelease.baseImage(project)).isEqualTo("eclipse-temurin:11-jre");

    project.getProperties().setProperty("maven.compiler.release", "17");
    assertThat(JavaRelease.baseImage(project)).isEqualTo("eclipse-temurin:17-jre");
  }

  @Test
  void thePluginsConfigurationCountsMoreThanTheProperty() {
    project.getProperties().setProperty("maven.compiler.release", "11");
    Xpp3Dom release = new Xpp3Dom("release");
    release.setValue("21");
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(release);
    Plugin compiler = new Plugin();
    compiler.setArtifactId("maven-compiler-plugin");
    compiler.setConfiguration(configuration);
    project.getModel().setBuild(new Build());
    project.getBuild().addPlugin(compiler);

    assertThat(JavaRelease.baseImage(project)).isEqualTo("eclipse-temurin:21-jre");
  }

  @Test
  void withoutAnyItIsTheReleaseThatMavenRunsOn() {
    project.getProperties().setProperty("maven.compiler.release", "${java.release}");

    String own = JavaRelease.baseImage(project);
    project.getProperties().setProperty("maven.compiler.release", "" + Runtime.version().feature());

    assertThat(own).isEqualTo(JavaRelease.baseImage(project));
  }
}
