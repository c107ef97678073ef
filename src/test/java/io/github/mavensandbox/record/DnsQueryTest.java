package io.github.mavensandbox.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DnsQueryTest {

  private static final String SINK = "127.0.0.53";

  @Test
  void findsTheNameOfAQueryToTheSink() {
    assertThat(nameIn(SINK, 53, query("evil", "example"))).contains("evil.example");
  }

  @Test
  void findsTheNameOfAQueryToDockersResolverAtItsTranslatedPort() {
    assertThat(nameIn("127.0.0.11", 41237, query("evil", "example"))).contains("evil.example");
  }

  @Test
  void findsTheNameOfAQueryToAnotherServer() {
    assertThat(nameIn("2001:db8::9", 53, query("evil", "example"))).contains("evil.example");
  }

  @Test
  void takesNothingElseForAQuery() {
    assertThat(nameIn("198.51.100.9", 5353, query("evil", "example"))).isEmpty();
  }

  @Test
  void knowsNoCase() {
    assertThat(nameIn(SINK, 53, query("eViL", "EXAMPLE"))).contains("evil.example");
  }

  @Test
  void escapesWhatCouldSteerATerminalOrPoseAsADot() {
    assertThat(nameIn(SINK, 53, query("a.b\\", "\u001b[2J\n", "\u00e4</rule>")))
        .contains("a\\046b\\092.\\027\\0912j\\010.\\228\\060\\047rule\\062");
  }

  @Test
  void givesTheRootAsADot() {
    assertThat(nameIn(SINK, 53, query())).contains(".");
  }

  @Test
  void takesAQueryWhoseEndIsCutOffAfterTheName() {
    byte[] query = query("evil", "example");

    assertThat(nameIn(SINK, 53, Arrays.copyOf(query, query.length - 4))).contains("evil.example");
  }

  @Test
  void givesNoNameThatIsCutOff() {
    byte[] query = query("evil", "example");
    for (int length = 0; length < query.length - 4; length++) {
      assertThat(nameIn(SINK, 53, Arrays.copyOf(query, length))).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void givesNoNameOfAnAnswerOrWithoutAQuestion() {
    byte[] answer = query("evil", "example");
    answer[2] |= (byte) 0x80;
    byte[] noQuestion = query("evil", "example");
    noQuestion[5] = 0;

    assertThat(nameIn(SINK, 53, answer)).isEmpty();
    assertThat(nameIn(SINK, 53, noQuestion)).isEmpty();
  }

  @Test
  void doesNotFollowACompressionPointerInCircles() {
    byte[] loop = query("evil", "example");
    loop[12] = (byte) 0xc0;
    loop[13] = 12;

    assertThat(nameIn(SINK, 53, loop)).isEmpty();
  }

  @Test
  void givesBoundedPlainTextWhateverTheMessage() {
    Random random = new Random(53);
    for (int round = 0; round < 10_000; round++) {
      byte[] message = query("evil", "example", "a".repeat(63), "b".repeat(63), "c".repeat(63));
      for (int i = random.nextInt(10); i >= 0; i--) {
        message[random.nextInt(random.nextBoolean() ? 40 : message.length)] =
            (byte) random.nextInt(256);
      }

      assertThat(nameIn(SINK, 53, message).orElse("none")).matches("[-a-z0-9_.\\\\]{1,1020}");
    }
  }

  private static Optional<String> nameIn(String destination, int port, byte[] payload) {
    return DnsQuery.nameIn(
        new RawPacket(
            new IpProtocol(17),
            "127.0.0.1",
            destination,
            Optional.of(new RawPacket.Datagram(port, payload))));
  }

  private static byte[] query(String... labels) {
    ByteBuffer message = ByteBuffer.allocate(512);
    message.putShort((short) 0x1234).putShort((short) 0x0100);
    message.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    for (String label : labels) {
      message.put((byte) label.length()).put(label.getBytes(ISO_8859_1));
    }
    message.put((byte) 0).putShort((short) 1).putShort((short) 1);
    return Arrays.copyOf(message.array(), message.position());
  }
}
