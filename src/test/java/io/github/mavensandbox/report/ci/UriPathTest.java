package io.github.mavensandbox.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriPathTest {

  @ParameterizedTest
  @CsvSource({
    "shop/src/A.java, shop/src/A.java",
    "my shop/\u00e4.java, my%20shop/%C3%A4.java",
    "100%/#?.java, 100%25/%23%3F.java",
    "a:b/c.java, ./a:b/c.java",
    "../pom.xml, ../pom.xml",
  })
  void isARelativeUri(String path, String uri) {
    assertThat(UriPath.of(path)).isEqualTo(uri);
    assertThat(URI.create(uri).isAbsolute()).isFalse();
  }
}
