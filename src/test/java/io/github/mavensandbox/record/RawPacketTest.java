package io.github.mavensandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawPacketTest {

  private static final byte[] UDP4 =
      HexFormat.of()
          .parseHex("4500001d9eac400040119e217f0000017f000035" + "b6ce14e90009fe1c" + "78");

  private static final byte[] UDP6 =
      HexFormat.of()
          .parseHex(
              "60000000000a1140"
                  + "20010db8000000000000000000000002"
                  + "20010db8000000000000000000000009"
                  + "b6ce0035000afe1c"
                  + "7879");

  @Test
  void readsIpv4() {
    RawPacket packet = RawPacket.parse(UDP4).orElseThrow();

    assertThat(packet.protocol()).isEqualTo(new IpProtocol(17));
    assertThat(packet.source()).isEqualTo("127.0.0.1");
    assertThat(packet.destination()).isEqualTo("127.0.0.53");
    assertThat(packet.datagram().orElseThrow().destinationPort()).isEqualTo(5353);
    assertThat(packet.datagram().orElseThrow().payload()).containsExactly('x');
  }

  @Test
  void readsIpv4WithOptions() {
    byte[] packet = new byte[UDP4.length + 4];
    System.arraycopy(UDP4, 0, packet, 0, 20);
    System.arraycopy(UDP4, 20, packet, 24, UDP4.length - 20);
    packet[0] = 0x46;

    assertThat(RawPacket.parse(packet).flatMap(RawPacket::datagram))
        .hasValueSatisfying(datagram -> assertThat(datagram.payload()).containsExactly('x'));
  }

  @Test
  void readsIpv6() {
    RawPacket packet = RawPacket.parse(UDP6).orElseThrow();

    assertThat(packet.source()).isEqualTo("2001:db8::2");
    assertThat(packet.destination()).isEqualTo("2001:db8::9");
    assertThat(packet.datagram().orElseThrow().payload()).containsExactly('x', 'y');
  }

  @Test
  void readsAPacketOfNothingButItsHeader() {
    RawPacket packet = RawPacket.parse(Arrays.copyOf(UDP4, 20)).orElseThrow();

    assertThat(packet.destination()).isEqualTo("127.0.0.53");
    assertThat(packet.datagram()).isEmpty();
  }

  @Test
  void givesNothingOfHalfAHeader() {
    assertThat(RawPacket.parse(new byte[0])).isEmpty();
    assertThat(RawPacket.parse(Arrays.copyOf(UDP4, 19))).isEmpty();
    assertThat(RawPacket.parse(Arrays.copyOf(UDP6, 39))).isEmpty();
  }

  @Test
  void readsWhateverBytesWithoutFailing() {
    Random random = new Random(4);
    for (int round = 0; round < 10_000; round++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) (random.nextBoolean() ? 0x40 | bytes[0] & 0xf : 0x60);
      }

      Optional<RawPacket> packet = RawPacket.parse(bytes);

      assertThat(packet.map(RawPacket::source).orElse("")).matches("[0-9a-f.:]*");
    }
  }
}
