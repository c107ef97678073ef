package io.github.mavensandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real record of five packets that is cut off at each byte, or in which a byte is another: it has
 * a problem, or tells of as many packets as before.
 */
class DamagedRecordTest {

  /** Another digit, another letter, no ASCII. */
  private static final byte[] CHANGES = {0x01, 0x10, (byte) 0x80};

  @TempDir private Path directory;
  private Map<PacketDirection, Long> whole;

  @BeforeEach
  void copyRealRecord() throws IOException {
    RealRecord.copyStartTo(directory);
    whole = packets(read());
  }

  private KernelRecord read() throws IOException {
    return new RecordReader().read(directory);
  }

  private static Map<PacketDirection, Long> packets(KernelRecord record) {
    Map<PacketDirection, Long> packets = new EnumMap<>(PacketDirection.class);
    for (BlockedEndpoint blocked : record.endpoints()) {
      packets.merge(blocked.endpoint().direction(), (long) blocked.times().size(), Long::sum);
    }
    return packets;
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked.json", "blocked.pcap", "counters"})
  void oneThatIsCutOffHasAProblem(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    for (int length = 0; length < bytes.length; length++) {
      Files.write(directory.resolve(name), Arrays.copyOf(bytes, length));

      assertThat(read().problems()).as("%s of %d bytes", name, length).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocked.json", "blocked.pcap", "counters"})
  void oneInWhichAByteIsAnotherLosesNoPacket(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    for (int position = 0; position < bytes.length; position++) {
      byte[] changed = bytes.clone();
      changed[position] ^= CHANGES[position % CHANGES.length];
      Files.write(directory.resolve(name), changed);
      KernelRecord record = read();

      if (record.problems().isEmpty()) {
        assertThat(packets(record)).as("%s, byte %d", name, position).isEqualTo(whole);
      }
    }
  }

  @Test
  void oneOfWhichAFileIsMissingHasAProblem() throws IOException {
    for (String name : new String[] {"blocked.json", "blocked.pcap", "counters"}) {
      RealRecord.copyStartTo(directory);
      Files.delete(directory.resolve(name));

      assertThat(read().problems()).as("no %s", name).isNotEmpty();
    }
  }
}
