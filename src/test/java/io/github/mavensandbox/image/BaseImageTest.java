package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseImageTest {

  private static final Optional<Credentials> NOBODY = Optional.empty();

  @Test
  void aPlainNameIsAnImageOfARegistry() throws Exception {
    assertThat(BaseImage.parse("eclipse-temurin:17-jre", NOBODY))
        .isEqualTo(new BaseImage.Registry("eclipse-temurin:17-jre", NOBODY));
    assertThat(BaseImage.parse("registry://localhost:5000/jre", NOBODY))
        .isEqualTo(new BaseImage.Registry("localhost:5000/jre", NOBODY));
  }

  @Test
  void dockerNamesAnImageOfTheEngine() throws Exception {
    assertThat(BaseImage.parse("docker://jre:17", NOBODY))
        .isEqualTo(new BaseImage.Engine("jre:17"));
  }

  @Test
  void tarNamesAFile(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("jre.tar"));

    assertThat(BaseImage.parse("tar://" + file, NOBODY)).isEqualTo(new BaseImage.Tar(file));
    assertThatThrownBy(() -> BaseImage.parse("tar://" + folder.resolve("none.tar"), NOBODY))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("none.tar' is not there");
  }

  @Test
  void aMalformedNameIsAnError() {
    assertThatThrownBy(() -> BaseImage.parse("docker://Upper Case", NOBODY))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "base image 'docker://Upper Case' is not an image reference; write"
                + " [registry://|docker://]name:tag or tar://path");
  }

  @Test
  void aPasswordIsNeverShown() {
    assertThat(new BaseImage.Registry("jre", Optional.of(new Credentials("me", "secret"))))
        .hasToString("jre");
    assertThat(new Credentials("me", "secret")).hasToString("me:***");
  }
}
