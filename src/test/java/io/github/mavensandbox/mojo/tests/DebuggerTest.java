package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At which ports tests wait for a debugger. */
class DebuggerTest {

  private static Debugger debugger(String property, String value) {
    Properties properties = new Properties();
    properties.setProperty(property, value);
    return Debugger.of(properties);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true                                                                        | 5005
          -agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=8000          | 8000
          -agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:8001 | 8001
          -Xdebug -Xrunjdwp:transport=dt_socket,address=*:8002,server=y               | 8002
          """)
  void the_port_is_surefires_or_the_one_that_is_named(String value, int port) {
    assertThat(debugger("maven.surefire.debug", value).ports()).containsExactly(port);
    assertThat(debugger("maven.failsafe.debug", value).ports()).containsExactly(port);
  }

  @Test
  void without_a_debugger_no_port_is_published() {
    assertThat(debugger("maven.surefire.debug", "false").published()).isEmpty();
    assertThat(Debugger.of(new Properties()).published()).isEmpty();
  }
}
