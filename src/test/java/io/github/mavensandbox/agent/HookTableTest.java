package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes are changed, also where a jar has its own copy of a library. */
class HookTableTest {

  private static final String CONNECT = "okhttp3/internal/connection/ConnectPlan";

  private final HookTable table = HookTable.ofKnownClasses();

  @Test
  void the_jdks_ways_out_and_the_libraries_are_known_by_their_names() {
    assertThat(table.has("sun/nio/ch/NioSocketImpl")).isTrue();
    assertThat(table.has("java/lang/Thread")).isTrue();
    assertThat(Arrays.stream(table.of(CONNECT)).map(Hook::method))
        .containsExactly("<init>", "connectTcp");
    assertThat(table.has("com/acme/Main")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shaded/", "com/acme/shaded/", "x/y/okhttp3/"})
  void a_library_is_known_where_its_package_was_moved_below_another(String where) {
    assertThat(table.of(where + CONNECT)).isSameAs(table.of(CONNECT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConnectPlan",
        "connection/ConnectPlan",
        "com/acme/internal/connection/ConnectPlan",
        "com/acmeokhttp3/internal/connection/ConnectPlan",
        "com/acme/okhttp3/internal/connection/ConnectPlanner",
        "org/apache/http/concurrent/BasicFuture"
      })
  void a_class_that_is_only_called_alike_is_another(String name) {
    assertThat(table.of(name)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java/lang/Thread", "sun/nio/ch/Net", "java/util/Timer"})
  void the_jdks_classes_cannot_be_moved(String name) {
    assertThat(table.has("com/acme/" + name)).isFalse();
  }

  @Test
  void a_class_within_another_is_moved_with_it() {
    String channel = "io/netty/channel/DefaultChannelPipeline$HeadContext";

    assertThat(table.of("com/acme/" + channel)).isSameAs(table.of(channel)).isNotNull();
    assertThat(table.has("com/acme/io/netty/channel/DefaultChannelPipeline")).isFalse();
  }
}
