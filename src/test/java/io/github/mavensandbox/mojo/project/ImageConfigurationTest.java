package io.github.mavensandbox.mojo.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.ClasspathEntry;
import io.github.mavensandbox.image.ContainerSettings;
import io.github.mavensandbox.image.Program;
import io.github.mavensandbox.mojo.config.Container;
import io.github.mavensandbox.mojo.config.From;
import io.github.mavensandbox.mojo.config.To;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageConfigurationTest {

  private static final Program PROGRAM =
      new Program(
          Path.of("classes"), List.of(new ClasspathEntry(Path.of("a.jar"), "a.jar", false)));

  private final Model model = new Model();
  private final From from = new From();
  private final To to = new To();
  private final Container container = new Container();

  ImageConfigurationTest() {
    model.setGroupId("com.acme");
    model.setArtifactId("shop");
    model.setVersion("1.0");
    model.addProperty("maven.compiler.release", "17");
  }

  @Test
  void withoutConfigurationTheDefaultsCount() throws Exception {
    ImageConfiguration configuration =
        new ImageConfiguration(
            project(),
            From.of(null, null),
            To.of(null, null, null),
            Container.of(null, null, null, null, null),
            users());

    assertThat(configuration.base()).hasToString("eclipse-temurin:17-jre");
    assertThat(configuration.architecture()).isEmpty();
    assertThat(configuration.tar()).isEmpty();
    assertThat(configuration.isForRegistry()).isFalse();
    assertThat(configuration.references()).containsExactly("shop-sandbox:1.0");
    assertThat(configuration.user()).hasToString("10001:10001");
    assertThat(configuration.settings()).isEqualTo(ContainerSettings.DEFAULT);
  }

  @Test
  void thePomCountsMoreThanTheDefault() throws Exception {
    configure();
    ImageConfiguration configuration = configuration();

    assertThat(configuration.base()).hasToString("base-of-pom");
    assertThat(configuration.references()).containsExactly("to-of-pom");
    assertThat(configuration.tar()).contains(Path.of("/home/ada/shop/of-pom.tar"));
    assertThat(configuration.ports()).containsExactly("1");
    assertThat(configuration.javaCommand(PROGRAM))
        .containsSubsequence("java", "-Dof=pom", "-cp", "MainOfPom", "of-pom");
  }

  @Test
  void aUserPropertyCountsMoreThanThePom() throws Exception {
    configure();
    ImageConfiguration configuration =
        new ImageConfiguration(
            project(),
            From.of(from, "base-of-user"),
            To.of(to, "to-of-user", "of-user.tar"),
            Container.of(container, "MainOfUser", "of user", "-Dof=user", "2,3"),
            users());

    assertThat(configuration.base()).hasToString("base-of-user");
    assertThat(configuration.references()).containsExactly("to-of-user");
    assertThat(configuration.tar()).contains(Path.of("/home/ada/shop/of-user.tar"));
    assertThat(configuration.ports()).containsExactly("2", "3");
    assertThat(configuration.javaCommand(PROGRAM))
        .containsSubsequence("java", "-Dof=user", "-cp", "MainOfUser", "of", "user")
        .doesNotContain("of-pom", "-Dof=pom");
  }

  @Test
  void anEmptyUserPropertyTakesThePomsArgumentsAway() throws Exception {
    configure();
    ImageConfiguration configuration =
        new ImageConfiguration(
            project(), from, to, Container.of(container, null, "", "", null), users());

    assertThat(configuration.javaCommand(PROGRAM)).startsWith("java", "-cp").endsWith("MainOfPom");
  }

  @ParameterizedTest
  @CsvSource({
    "shop, 1.0, shop-sandbox:1.0",
    "Shop_Core, 1.0-SNAPSHOT, shop-core-sandbox:1.0-SNAPSHOT",
    "shop.api, 1.0+build.7, shop-api-sandbox:1.0-build.7"
  })
  void theImagesOwnNameIsMadeOfTheProjects(String artifact, String version, String name)
      throws Exception {
    model.setArtifactId(artifact);
    model.setVersion(version);

    assertThat(configuration().references()).containsExactly(name);
  }

  @Test
  void eachTagIsAnotherNameAndAPortIsNoTag() throws Exception {
    to.image = "registry://localhost:5000/shop:1";
    to.tags = List.of("latest", "stable");
    ImageConfiguration configuration = configuration();

    assertThat(configuration.isForRegistry()).isTrue();
    assertThat(configuration.references())
        .containsExactly(
            "localhost:5000/shop:1", "localhost:5000/shop:latest", "localhost:5000/shop:stable");
  }

  @Test
  void aPlatformNamesTheArchitecture() throws Exception {
    from.platforms = List.of(platform("linux", "arm64"));

    assertThat(configuration().architecture()).contains(Architecture.ARM64);
  }

  @Test
  void thereIsOnePlatformAndItIsLinux() throws Exception {
    ImageConfiguration configuration = configuration();

    from.platforms = List.of(platform("windows", "amd64"));
    assertThatThrownBy(configuration::architecture).hasMessageContaining("the <os> linux");
    from.platforms = List.of(platform("linux", "amd64"), platform("linux", "arm64"));
    assertThatThrownBy(configuration::architecture)
        .hasMessageContaining("build once for each architecture");
  }

  @ParameterizedTest
  @CsvSource({
    "EPOCH, 1970-01-01T00:00:00Z",
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z"
  })
  void theCreationTimeIsReadAsJibReadsIt(String text, Instant time) throws Exception {
    container.creationTime = text;

    assertThat(configuration().settings().creationTime()).isEqualTo(time);
  }

  @Test
  void valuesThatAreNoneAreErrorsThatListThoseThatAre() throws Exception {
    ImageConfiguration configuration = configuration();

    container.creationTime = "yesterday";
    assertThatThrownBy(configuration::settings)
        .hasMessageStartingWith("<container><creationTime> 'yesterday' is none of: EPOCH, ");
    container.creationTime = null;
    container.format = "zip";
    assertThatThrownBy(configuration::settings)
        .hasMessage("<container><format> 'zip' is none of: Docker, OCI");
    container.format = "oci";
    assertThat(configuration.settings().format()).isEqualTo(ContainerSettings.Format.OCI);
  }

  @Test
  void theTimeZoneAndTheLanguageGoInUnlessTheyAreConfigured() throws Exception {
    assertThat(configuration().locale()).containsOnlyKeys("TZ", "LANG");

    container.environment = Map.of("TZ", "Asia/Tokyo");
    assertThat(configuration().locale()).containsExactly(Map.entry("LANG", "C.UTF-8"));
  }

  private void configure() {
    from.image = "base-of-pom";
    to.image = "to-of-pom";
    to.tar = "of-pom.tar";
    container.mainClass = "MainOfPom";
    container.args = List.of("of-pom");
    container.jvmFlags = List.of("-Dof=pom");
    container.ports = List.of("1");
  }

  private static From.Platform platform(String os, String architecture) {
    From.Platform platform = new From.Platform();
    platform.os = os;
    platform.architecture = architecture;
    return platform;
  }

  private ImageConfiguration configuration() {
    return new ImageConfiguration(project(), from, to, container, users());
  }

  private MavenProject project() {
    MavenProject project = new MavenProject(model);
    project.setFile(new File("/home/ada/shop/pom.xml"));
    return project;
  }

  private static RegistryUsers users() {
    return new RegistryUsers(
        new Settings(),
        request -> {
          throw new UnsupportedOperationException("there are no servers");
        });
  }
}
