package io.github.mavensandbox.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {

  private final Roles roles = Roles.ofKnownLibraries();

  @ParameterizedTest
  @CsvSource({
    "com.squareup.okhttp3:okhttp:4.12.0, okhttp3.Call, TRANSPORT",
    "org.apache.httpcomponents.client5:httpclient5:5.3, org.apache.hc.Call, TRANSPORT",
    "org.eclipse.jetty.http2:http2-client:12.0.1, org.eclipse.jetty.Call, TRANSPORT",
    "org.postgresql:postgresql:42.7.0, org.postgresql.Driver, TRANSPORT",
    "org.springframework:spring-web:6.1.0, org.springframework.Rest, TRANSPORT",
    "org.springframework:spring-core:6.1.0, org.springframework.Core, RUNNER",
    "org.junit.jupiter:junit-jupiter-engine:5.11.0, org.junit.X, RUNNER",
    "junit:junit:4.13.2, org.junit.X, RUNNER",
    "org.junitx:evil:1, org.junitx.X, CODE",
    "com.evil:okhttp:1, com.evil.X, CODE",
    "com.evil:okhttp:1, okhttp3.X, COPY",
    "com.evil:okhttp:1, com.evil.okhttp3.X, RENAMED_COPY",
    "com.evil:okhttp:1, com.evil.myokhttp3.X, CODE",
    "io.opentelemetry:opentelemetry-sdk:1.40.0, io.opentelemetry.X, CODE"
  })
  void librariesAreKnownByTheirCoordinates(String coordinates, String className, Role role) {
    Origin origin = Origin.artifact(coordinates, List.of());

    assertThat(roles.of(new Frame(className, "m", 1, origin))).isEqualTo(role);
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.proxy2.$Proxy12, NOTHING",
    "com.acme.Dao$MockitoMock$123, NOTHING",
    "com.acme.Service$$SpringCGLIB$$0, NOTHING",
    "com.evil.Tracker, UNKNOWN"
  })
  void ofClassesMadeAtRunTimeOnlyTheUsualProxiesAreKnown(String className, Role role) {
    assertThat(roles.of(new Frame(className, "m", 1, Origin.GENERATED))).isEqualTo(role);
  }
}
