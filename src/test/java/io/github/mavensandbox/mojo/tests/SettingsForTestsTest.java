package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Reader;
import org.junit.jupiter.api.Test;

class SettingsForTestsTest {

  private static final String GIVEN =
      """
      <settings>
        <localRepository>/elsewhere</localRepository>
        <servers>
          <server><id>ours</id><username>alice</username><password>SECRET</password></server>
        </servers>
        <proxies>
          <proxy><host>192.0.2.1</host><username>alice</username><password>SECRET</password></proxy>
        </proxies>
        <mirrors>
          <mirror>
            <id>ours</id>
            <mirrorOf>central</mirrorOf>
            <url>https://alice:SEC/RET@repo.example:8443/SECRET/maven?token=SECRET#SECRET</url>
          </mirror>
        </mirrors>
        <profiles>
          <profile>
            <id>team</id>
            <activation><property><name>key</name><value>SECRET</value></property></activation>
            <properties><token>SECRET</token></properties>
            <repositories>
              <repository><id>team</id><url>https://SECRET@repo.example/team</url></repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository><id>plugins</id><url>file:///srv/plugins</url></pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
      </settings>
      """;

  private static String text() throws Exception {
    Settings given = new SettingsXpp3Reader().read(new StringReader(GIVEN));
    return SettingsForTests.of(given, Path.of("/home/alice/.m2/repository"));
  }

  @Test
  void resolvers_find_the_repository_and_by_which_names_artifacts_came_there() throws Exception {
    Settings settings = new SettingsXpp3Reader().read(new StringReader(text()));

    assertThat(settings.getLocalRepository()).isEqualTo("/home/alice/.m2/repository");
    assertThat(settings.getMirrors())
        .singleElement()
        .satisfies(
            mirror -> {
              assertThat(mirror.getId()).isEqualTo("ours");
              assertThat(mirror.getMirrorOf()).isEqualTo("central");
              assertThat(mirror.getUrl()).isEqualTo("https://repo.example:8443/");
            });
    assertThat(settings.getActiveProfiles()).containsExactly("team");
    assertThat(settings.getProfilesAsMap().get("team").getRepositories())
        .singleElement()
        .satisfies(found -> assertThat(found.getUrl()).isEqualTo("https://repo.example/"));
    assertThat(settings.getProfilesAsMap().get("team").getPluginRepositories())
        .singleElement()
        .satisfies(found -> assertThat(found.getUrl()).isEqualTo("file:///srv/plugins"));
  }

  @Test
  void nothing_secret_is_in_them() throws Exception {
    assertThat(text()).doesNotContain("SECRET", "SEC/RET", "alice:", "192.0.2.1");
  }
}
