package io.github.mavensandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files of {@code src/test/resources/golden}, which hold what was written byte for byte. */
public final class Golden {

  private static final Path WRITTEN = Path.of("target", "golden");

  private Golden() {}

  /**
   * Compares with a golden file, and leaves what was written in {@code target/golden}: where a
   * format is to change, that is the new golden file.
   */
  public static void assertSame(String name, String written) {
    try {
      Files.createDirectories(WRITTEN);
      Files.writeString(WRITTEN.resolve(name), written);
      try (InputStream golden =
          Objects.requireNonNull(
              Golden.class.getResourceAsStream("/golden/" + name),
              "no src/test/resources/golden/" + name)) {
        assertThat(written)
            .as("%s; to accept it, copy target/golden/%s to src/test/resources/golden", name, name)
            .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
