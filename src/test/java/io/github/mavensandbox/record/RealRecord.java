package io.github.mavensandbox.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A record as ulogd 2.0.8 wrote it, between two network namespaces joined by a veth pair: the
 * program at 198.51.100.2 and 2001:db8::2 ran as user 10001, its peer was at .9. It called out by
 * TCP, UDP, ICMP and DNS, sent 11 datagrams to one port, of which 6 were logged, and was called by
 * UDP, TCP, ICMPv6, SCTP, a packet of nothing but an IP header, and a broadcast.
 */
public final class RealRecord {

  private static final int START = 5;

  private RealRecord() {}

  static byte[] bytes(String file) throws IOException {
    try (InputStream in = RealRecord.class.getResourceAsStream("real/" + file)) {
      return in.readAllBytes();
    }
  }

  public static Path copyTo(Path directory) throws IOException {
    for (String file : new String[] {"blocked.json", "blocked.pcap", "counters"}) {
      Files.write(directory.resolve(file), bytes(file));
    }
    return directory;
  }

  /** Writes the record of a run in which nothing was blocked. */
  public static void writeQuietTo(Path directory) throws IOException {
    Files.writeString(directory.resolve("blocked.json"), "");
    Files.write(directory.resolve("blocked.pcap"), Arrays.copyOf(bytes("blocked.pcap"), 24));
    Files.writeString(
        directory.resolve("counters"),
        new String(bytes("counters"), UTF_8).replaceAll("(blocked|logged) [0-9]+", "$1 0"));
  }

  /** Writes the record of the first five packets only: three by TCP, a datagram, one by IPv6. */
  static void copyStartTo(Path directory) throws IOException {
    String[] lines = new String(bytes("blocked.json"), UTF_8).split("(?<=\n)");
    Files.writeString(
        directory.resolve("blocked.json"), String.join("", Arrays.copyOf(lines, START)));
    ByteBuffer capture = ByteBuffer.wrap(bytes("blocked.pcap")).order(ByteOrder.LITTLE_ENDIAN);
    int end = 24;
    for (int packet = 0; packet < START; packet++) {
      end += 16 + capture.getInt(end + 8);
    }
    Files.write(directory.resolve("blocked.pcap"), Arrays.copyOf(capture.array(), end));
    Files.writeString(
        directory.resolve("counters"),
        new String(bytes("counters"), UTF_8)
            .replaceAll("4 out-logged [0-9]+", "4 out-logged 4")
            .replaceAll("(in|noise)-logged [0-9]+", "$1-logged 0"));
  }
}
