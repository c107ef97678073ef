package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of indexes that another program wrote. */
class GitIndexTest {

  private static byte[] extension(int length) {
    return ByteBuffer.allocate(8).put("TREE".getBytes(US_ASCII)).putInt(length).array();
  }

  @Test
  void an_extension_is_passed_over() throws Exception {
    assertThat(GitIndex.names(GitIndexes.of("a", extension(0))))
        .hasValueSatisfying(names -> assertThat(names).containsExactly("a"));
  }

  /** With that of -8 it would be read again and again. */
  @ParameterizedTest
  @ValueSource(ints = {-8, -1, Integer.MIN_VALUE, 1, Integer.MAX_VALUE})
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void an_extension_that_does_not_end_with_the_index_is_refused(int length) throws Exception {
    assertThat(GitIndex.names(GitIndexes.of("a", extension(length)))).isEmpty();
  }

  @Test
  void names_that_are_longer_than_a_path_can_be_are_refused() throws Exception {
    assertThat(GitIndex.names(GitIndexes.growing(2, new byte[] {'a'})))
        .hasValueSatisfying(names -> assertThat(names).containsExactly("a", "aa"));
    byte[] more = new byte[1024];
    Arrays.fill(more, (byte) 'a');
    assertThat(GitIndex.names(GitIndexes.growing(4, more)).orElseThrow()).hasSize(4);
    assertThat(GitIndex.names(GitIndexes.growing(5, more))).isEmpty();
  }

  @Test
  void names_that_are_together_too_long_are_refused() throws Exception {
    assertThat(GitIndex.names(GitIndexes.repeated(16_000, 4096)).orElseThrow()).hasSize(16_000);
    assertThat(GitIndex.names(GitIndexes.repeated(17_000, 4096))).isEmpty();
  }
}
