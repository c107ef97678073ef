package io.github.mavensandbox.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A record as ulogd 2.0.8 wrote it, between two network namespaces joined by a veth pair: the
 * program at 198.51.100.2 and 2001:db8::2 ran as user 10001, its peer was at .9. It called out by
 * TCP, UDP, ICMP and DNS, sent 11 datagrams to one port, of which 6 were logged, and was called by
 * UDP, TCP, ICMPv6, SCTP, a packet of nothing but an IP header, and a broadcast.
 */
final class RealRecord {

  private RealRecord() {}

  static byte[] bytes(String file) throws IOException {
    try (InputStream in = RealRecord.class.getResourceAsStream("real/" + file)) {
      return in.readAllBytes();
    }
  }

  static Path copyTo(Path directory) throws IOException {
    for (String file : new String[] {"blocked.json", "blocked.pcap", "counters"}) {
      Files.write(directory.resolve(file), bytes(file));
    }
    return directory;
  }
}
