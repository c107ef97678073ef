package io.github.mavensandbox.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

  private final RecordReader reader = new RecordReader();

  @TempDir Path directory;

  @BeforeEach
  void copyRealRecord() throws IOException {
    RealRecord.copyTo(directory);
  }

  @Test
  void aRealRecordIsReliable() throws IOException {
    assertThat(reader.read(directory).problems()).isEmpty();
  }

  @Test
  void listsEachEndpointOnceWithItsPacketsAndUser() throws IOException {
    assertThat(reader.read(directory).violations())
        .extracting(RecordReaderTest::text)
        .containsExactly(
            "3 out tcp 198.51.100.9 80 by 10001",
            "6 out udp 198.51.100.9 9 by 10001",
            "1 out tcp 2001:db8::9 443 by 10001",
            "2 out udp 127.0.0.53 53 secret.evil.example by 10001",
            "1 out udp 127.0.0.53 53 a\\027\\0913\\092.\\010b by 10001",
            "1 out tcp 127.0.0.53 53 by 10001",
            "1 out icmp 198.51.100.9 by 0",
            "1 in udp 198.51.100.9 8080",
            "1 in udp 2001:db8::9 8081",
            "1 in tcp 198.51.100.9 22",
            "1 in protocol 132 198.51.100.9",
            "1 in protocol 47 198.51.100.9",
            "1 in icmpv6 2001:db8::9");
  }

  @Test
  void listsBroadcastsApart() throws IOException {
    assertThat(reader.read(directory).noise())
        .extracting(RecordReaderTest::text)
        .containsExactly("1 noise udp 198.51.100.9 67");
  }

  @Test
  void tellsWhenTheFirstAndTheLastPacketWereBlocked() throws IOException {
    assertThat(reader.read(directory).violations().get(1))
        .satisfies(flood -> assertThat(flood.first()).isBefore(flood.last()))
        .satisfies(
            flood ->
                assertThat(flood.first().toString())
                    .isEqualTo(firstTimestampTo("198.51.100.9\"}", "\"dest_port\": 9,") + "Z"));
  }

  @Test
  void tellsHowManyPacketsTheKernelHeldBack() throws IOException {
    KernelRecord record = reader.read(directory);

    assertThat(record.heldBack(PacketDirection.OUT))
        .contains(new HeldBack(5, Optional.empty(), OptionalInt.empty()));
    assertThat(record.heldBack(PacketDirection.IN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked.json", "blocked.pcap", "counters"})
  void aMissingFileIsAProblem(String file) throws IOException {
    Files.delete(directory.resolve(file));

    assertThat(reader.read(directory).problems()).contains(file + " is missing from the record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked.json", "blocked.pcap", "counters"})
  void aLinkIsNotFollowed(String file, @TempDir Path elsewhere) throws IOException {
    Path moved = Files.move(directory.resolve(file), elsewhere.resolve(file));
    Files.createSymbolicLink(directory.resolve(file), moved);

    assertThat(reader.read(directory).problems()).contains(file + " is missing from the record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked.json", "blocked.pcap", "counters"})
  void aFileCutAtAnyByteIsAProblem(String file) throws IOException {
    RealRecord.copyStartTo(directory);
    assertThat(reader.read(directory).problems()).isEmpty();
    byte[] whole = Files.readAllBytes(directory.resolve(file));
    for (int length = 0; length < whole.length; length++) {
      Files.write(directory.resolve(file), Arrays.copyOf(whole, length));

      assertThat(reader.read(directory).problems()).as("cut at byte %d", length).isNotEmpty();
    }
  }

  @Test
  void aLogCutBetweenTwoLinesDoesNotAddUp() throws IOException {
    String log = Files.readString(directory.resolve("blocked.json"));
    int lastLine = log.lastIndexOf('\n', log.length() - 2) + 1;
    Files.writeString(directory.resolve("blocked.json"), log.substring(0, lastLine));

    assertThat(reader.read(directory).problems())
        .containsExactly(
            "blocked.pcap has more packets than blocked.json has lines",
            "the log has 0 'noise' packets, the kernel counted 1");
  }

  @Test
  void aDamagedLogStillGivesWhatCameBefore() throws IOException {
    String log = Files.readString(directory.resolve("blocked.json"));
    Files.writeString(directory.resolve("blocked.json"), log.substring(0, log.length() - 1));

    KernelRecord record = reader.read(directory);

    assertThat(record.violations()).hasSize(13);
    assertThat(record.problems().get(0)).isEqualTo("blocked.json is damaged: line 22 is cut short");
  }

  @Test
  void aCaptureOfOtherPacketsGivesNoNames() throws IOException {
    String log = Files.readString(directory.resolve("blocked.json"));
    Files.writeString(
        directory.resolve("blocked.json"),
        log.replaceFirst("\"198.51.100.9\"", "\"198.51.100.8\""));

    KernelRecord record = reader.read(directory);

    assertThat(record.violations()).allMatch(blocked -> blocked.endpoint().name().isEmpty());
    assertThat(record.problems())
        .contains("blocked.pcap does not have the packet of blocked.json's line 1");
  }

  @Test
  void lessBlockedThanLoggedDoesNotAddUp() throws IOException {
    String counters = Files.readString(directory.resolve("counters"));
    Files.writeString(
        directory.resolve("counters"), counters.replace("4 in-blocked 4", "4 in-blocked 3"));

    assertThat(reader.read(directory).problems())
        .containsExactly("the kernel logged 6 'in' packets, but blocked only 5");
  }

  @Test
  void anyDamageIsReadWithoutFailingAndPrintsSafely() throws IOException {
    Random random = new Random(20261124);
    for (String file : new String[] {"blocked.json", "blocked.pcap", "counters"}) {
      byte[] whole = RealRecord.bytes(file);
      for (int round = 0; round < 100; round++) {
        byte[] damaged = whole.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        Files.write(directory.resolve(file), damaged);

        assertThat(reader.read(directory).toString()).as("round %d", round).matches("[ -~]*");
      }
      Files.write(directory.resolve(file), whole);
    }
  }

  private static String firstTimestampTo(String... parts) throws IOException {
    return new String(RealRecord.bytes("blocked.json"), UTF_8)
        .lines()
        .filter(line -> Arrays.stream(parts).allMatch(line::contains))
        .findFirst()
        .orElseThrow()
        .substring("{\"timestamp\": \"".length())
        .split("\"")[0];
  }

  private static String text(BlockedEndpoint blocked) {
    Endpoint endpoint = blocked.endpoint();
    return blocked.packets()
        + " "
        + endpoint.direction().label()
        + " "
        + endpoint.protocol()
        + " "
        + endpoint.address()
        + optional(" ", endpoint.port())
        + endpoint.name().map(name -> " " + name).orElse("")
        + optional(" by ", blocked.uid());
  }

  private static String optional(String before, OptionalInt number) {
    return number.isPresent() ? before + number.getAsInt() : "";
  }

  private static String optional(String before, OptionalLong number) {
    return number.isPresent() ? before + number.getAsLong() : "";
  }
}
