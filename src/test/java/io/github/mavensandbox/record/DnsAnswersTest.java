package io.github.mavensandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsAnswersTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream capture = new ByteArrayOutputStream();

  DnsAnswersTest() {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    header.putInt(65_535).putInt(101);
    capture.writeBytes(header.array());
  }

  private DnsAnswers read() throws IOException {
    Files.write(folder.resolve("answers.pcap"), capture.toByteArray());
    return DnsAnswers.read(folder);
  }

  private void add(byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(28 + payload.length);
    packet.put((byte) 0x45).put(new byte[8]).put((byte) 17).put(new byte[2]);
    packet.put(new byte[] {127, 0, 0, 11}).put(new byte[] {127, 0, 0, 1});
    packet.putShort((short) 53).putShort((short) 40_000).putInt(0).put(payload);
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0).putInt(0).putInt(packet.capacity()).putInt(packet.capacity());
    capture.writeBytes(header.array());
    capture.writeBytes(packet.array());
  }

  private static byte[] answer(String name, Record... records) throws Exception {
    Message message = Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN));
    message.getHeader().setFlag(org.xbill.DNS.Flags.QR);
    Arrays.stream(records).forEach(record -> message.addRecord(record, Section.ANSWER));
    return message.toWire();
  }

  private static Record a(String name, String address) throws Exception {
    return new ARecord(Name.fromString(name), DClass.IN, 60, InetAddress.getByName(address));
  }

  @Test
  void allAddressesBehindAliasesAreOfTheNameThatWasAskedFor() throws Exception {
    add(
        answer(
            "Api.Example.com.",
            new CNAMERecord(
                Name.fromString("api.example.com."),
                DClass.IN,
                60,
                Name.fromString("cdn.example.net.")),
            a("cdn.example.net.", "198.51.100.7"),
            new AAAARecord(
                Name.fromString("cdn.example.net."),
                DClass.IN,
                60,
                InetAddress.getByName("2001:db8::7"))));
    add(answer("other.example.com.", a("other.example.com.", "198.51.100.7")));

    DnsAnswers answers = read();

    assertThat(answers.of("198.51.100.7")).containsExactly("api.example.com", "other.example.com");
    assertThat(answers.of("2001:db8::7")).containsExactly("api.example.com");
    assertThat(answers.of("198.51.100.8")).isEmpty();
  }

  @Test
  void whatIsDamagedEndsTheReadingAndIsNoError() throws Exception {
    add(answer("a.example.", a("a.example.", "198.51.100.7")));
    add(new byte[] {1, 2, 3});
    add(answer("b.example.", a("b.example.", "198.51.100.8")));
    capture.write(1);

    DnsAnswers answers = read();

    assertThat(answers.names()).containsOnlyKeys("198.51.100.7", "198.51.100.8");
  }

  @Test
  void noBytesMakeItFail() throws Exception {
    byte[] whole =
        answer("a.example.", a("a.example.", "198.51.100.7"), a("b.example.", "198.51.100.8"));
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] changed = whole.clone();
      for (int j = 0; j < 3; j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      add(Arrays.copyOf(changed, random.nextInt(changed.length)));
      add(changed);
    }

    assertThat(read().names().size()).isBetween(1, 10_000);
  }

  @Test
  void withoutAFileNothingWasAnswered() throws Exception {
    assertThat(DnsAnswers.read(folder)).isEqualTo(DnsAnswers.NONE);
  }
}
