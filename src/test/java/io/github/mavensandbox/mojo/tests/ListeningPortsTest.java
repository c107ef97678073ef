package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListeningPortsTest {

  @Test
  void areThoseOfServersAndNotOfConnections() {
    List<String> table =
        List.of(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0",
            "   1: 0100007F:0050 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0",
            "   3: 0501A8C0:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0",
            "   2: 00000000000000000000000001000000:01BB 00000000000000000000000000000000:0000 0A");

    assertThat(ListeningPorts.of(table)).containsExactly(443, 8080);
  }

  @Test
  void areThoseOfThisMachine() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(ListeningPorts.now()).contains(server.getLocalPort());
    }
  }
}
