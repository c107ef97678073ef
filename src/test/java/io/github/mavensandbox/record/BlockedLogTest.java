package io.github.mavensandbox.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockedLogTest {

  private static final String LINE =
      "{\"timestamp\": \"2026-11-24T10:31:02\", \"oob.prefix\": \"out\", \"oob.time.sec\":"
          + " 1795516262, \"oob.time.usec\": 113442, \"oob.uid\": 10001, \"ip.protocol\": 6,"
          + " \"ip.ttl\": 64, \"src_port\": 40000, \"dest_port\": 80, \"src_ip\": \"2001:db8::2\","
          + " \"dest_ip\": \"2001:db8::9\"}";

  @Test
  void readsWhatIsNeededOfALine() throws Exception {
    assertThat(log(LINE + "\n").next())
        .contains(
            new BlockedPacket(
                Instant.parse("2026-11-24T10:31:02.113442Z"),
                PacketDirection.OUT,
                Optional.of(new IpProtocol(6)),
                Optional.of("2001:db8::2"),
                OptionalInt.of(40000),
                Optional.of("2001:db8::9"),
                OptionalInt.of(80),
                OptionalLong.of(10001)));
  }

  @Test
  void endsAfterTheLastLine() throws Exception {
    BlockedLog log = log(LINE + "\n");
    log.next();

    assertThat(log.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"out\"|\"up\"|has no prefix of ours",
        "\"out\"|5|has a oob.prefix that is no text",
        "\"oob.prefix\": \"out\",||has no prefix of ours",
        "1795516262|-1|has a oob.time.sec that is no number from 0 to 4294967295",
        "1795516262|4294967296|has a oob.time.sec that is no number from 0 to 4294967295",
        "1795516262|99999999999999999999|is no JSON object",
        "1795516262|1.5|has a oob.time.sec that is no number from 0 to 4294967295",
        "1795516262|\"1795516262\"|has a oob.time.sec that is no number from 0 to 4294967295",
        "113442|1000000|has a oob.time.usec that is no number from 0 to 999999",
        "\"oob.time.usec\": 113442,||has no time",
        "10001|-1|has a oob.uid that is no number from 0 to 4294967295",
        "\"ip.protocol\": 6|\"ip.protocol\": 256|has a ip.protocol that is no number from 0 to 255",
        "80,|65536,|has a dest_port that is no number from 0 to 65535",
        "80,|true,|has a dest_port that is no number from 0 to 65535",
        "80,|[80],|is not a flat JSON object",
        "80,|{},|is not a flat JSON object",
        "80,|80 80,|is no JSON object",
        "\"2001:db8::9\"|\"evil.example\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"2001:db8::/32\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"fe80::1%eth0\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"198.51.100\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"198.051.100.9\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"0x7f.0.0.1\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"*\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|\"\"|has a dest_ip that is no address",
        "\"2001:db8::9\"|null|has a dest_ip that is no address",
        "\"dest_ip\"|\"src_ip\"|is no JSON object",
        "\"2001:db8::9\"}|\"2001:db8::9\"|is no JSON object",
        "\"2001:db8::9\"}|\"2001:db8::9\"} {}|has something after its JSON object",
        "\"2001:db8::9\"|\"\u00ff\"|is not UTF-8",
      })
  void refusesALineThatUlogdDoesNotWrite(String part, String bad, String problem) {
    String line = LINE.replace(part, bad == null ? "" : bad);

    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> log(line + "\n").next())
        .withMessage("blocked.json is damaged: line 1 " + problem);
  }

  @Test
  void refusesALineThatIsNoObject() {
    for (String line : new String[] {"", " ", "[]", "1", "null"}) {
      assertThatExceptionOfType(RecordException.class)
          .isThrownBy(() -> log(line + "\n").next())
          .withMessage("blocked.json is damaged: line 1 is no JSON object");
    }
  }

  @Test
  void refusesALineWithoutEndWhateverItsLength() {
    assertThatExceptionOfType(RecordException.class)
        .isThrownBy(() -> log(" ".repeat(BlockedLog.MAX_LINE + 1)).next())
        .withMessage("blocked.json is damaged: line 1 is longer than 2400 bytes");
  }

  @Test
  void takesTheFormsOfAddressesThatTheLoggersLibraryWrites() throws IOException, RecordException {
    String line = LINE.replace("2001:db8::9", "::ffff:198.51.100.9");

    assertThat(log(line + "\n").next().orElseThrow().destination()).contains("::ffff:c633:6409");
  }

  private static BlockedLog log(String content) {
    return new BlockedLog(new ByteArrayInputStream(content.getBytes(ISO_8859_1)));
  }
}
