package io.github.mavensandbox.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Walks the capture in step with the log. The same process writes both, packet by packet, so packet
 * N of the one is line N of the other. After the first damage or difference no packet is given any
 * more: a wrong one would put a name to the wrong endpoint.
 */
final class CaptureFollower implements Closeable {

  private final Optional<PacketCapture> capture;
  private Optional<String> problem = Optional.empty();

  private CaptureFollower(Optional<PacketCapture> capture) {
    this.capture = capture;
  }

  static CaptureFollower of(InputStream capture) {
    return new CaptureFollower(Optional.of(new PacketCapture(capture)));
  }

  /** Follows a log that has no capture: gives no packet, and makes no problem of it. */
  static CaptureFollower ofNothing() {
    return new CaptureFollower(Optional.empty());
  }

  /** The packet that the log's next line tells of. */
  Optional<RawPacket> next(BlockedPacket logged, long lineNumber) throws IOException {
    if (capture.isEmpty() || problem.isPresent()) {
      return Optional.empty();
    }
    try {
      Optional<RawPacket> packet = capture.get().next().flatMap(RawPacket::parse);
      if (packet.isPresent() && isThatOf(logged, packet.get())) {
        return packet;
      }
      problem =
          Optional.of("blocked.pcap does not have the packet of blocked.json's line " + lineNumber);
    } catch (RecordException e) {
      problem = Optional.of(e.getMessage());
    }
    return Optional.empty();
  }

  /** To be called at the end of the log. */
  void end() throws IOException {
    if (capture.isPresent() && problem.isEmpty()) {
      try {
        if (capture.get().next().isPresent()) {
          problem = Optional.of("blocked.pcap has more packets than blocked.json has lines");
        }
      } catch (RecordException e) {
        problem = Optional.of(e.getMessage());
      }
    }
  }

  Optional<String> problem() {
    return problem;
  }

  private static boolean isThatOf(BlockedPacket logged, RawPacket packet) {
    return logged.source().map(packet.source()::equals).orElse(true)
        && logged.destination().map(packet.destination()::equals).orElse(true);
  }

  @Override
  public void close() throws IOException {
    if (capture.isPresent()) {
      capture.get().close();
    }
  }
}
