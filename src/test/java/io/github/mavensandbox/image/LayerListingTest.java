package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the listing of a base image's files copes with. */
class LayerListingTest {

  @Test
  void aFileNameInNoKnownEncodingIsReadByteForByte(@TempDir Path folder) throws IOException {
    Path base =
        BaseTar.withJava()
            .layer(new BaseTar.Layer().file("opt/caf\u00e9", 0755)) // a lone E9 is not UTF-8
            .write(folder.resolve("base.tar"));

    try (InputStream tar = Files.newInputStream(base)) {
      FileTree files = new LayerListing(tar).files(2).orElseThrow();
      assertThat(files.isExecutable("/opt/caf\u00e9")).isTrue();
    }
  }
}
