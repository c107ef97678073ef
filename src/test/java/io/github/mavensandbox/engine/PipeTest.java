package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PipeTest {

  private static final byte[] MEGABYTE = new byte[1 << 20];

  static {
    Arrays.fill(MEGABYTE, (byte) 7);
  }

  @Test
  void theReaderGetsAllThatIsWritten() throws Exception {
    byte[] read =
        Pipe.connect(
            out -> {
              out.write(MEGABYTE);
              out.write(1);
            },
            in -> in.readAllBytes());

    assertThat(read).startsWith(MEGABYTE).endsWith(1).hasSize(MEGABYTE.length + 1);
  }

  @Test
  void aReaderThatHasSeenEnoughDoesNotDisturbTheWriter() throws Exception {
    assertThat(Pipe.<Integer>connect(out -> out.write(MEGABYTE), in -> in.read())).isEqualTo(7);
  }

  @Test
  void theFailureOfTheWriterCountsEvenWhenTheReaderFailsForIt() {
    assertThatThrownBy(
            () ->
                Pipe.connect(
                    out -> {
                      throw new IOException("disk");
                    },
                    in -> {
                      throw new IOException("end of input " + in.read());
                    }))
        .hasMessage("disk");
  }

  @Test
  void theFailureOfTheReaderEndsBoth() {
    assertThatThrownBy(
            () ->
                Pipe.connect(
                    out -> out.write(MEGABYTE),
                    in -> {
                      throw new IOException("refused");
                    }))
        .hasMessage("refused");
  }
}
