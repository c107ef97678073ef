package io.github.mavensandbox.record;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads {@code blocked.pcap}: the classic pcap format with microseconds, little-endian as ulogd
 * writes it on the architectures that the sandbox has tools for, of packets that begin with their
 * IP header (link type RAW, 101).
 */
final class PacketCapture implements Closeable {

  private static final int MAGIC = 0xa1b2c3d4;
  private static final int LINKTYPE_RAW = 101;
  private static final int FILE_HEADER = 24;
  private static final int PACKET_HEADER = 16;

  /**
   * The firewall logs at most 512 bytes of a packet; the largest packet there is, to be lenient.
   */
  private static final int MAX_CAPTURED = 65_535;

  private final InputStream in;
  private boolean started;
  private long number;

  PacketCapture(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * The next packet's first bytes.
   *
   * @return empty at the end of the file
   */
  Optional<byte[]> next() throws IOException, RecordException {
    if (!started) {
      readFileHeader();
      started = true;
    }
    byte[] header = in.readNBytes(PACKET_HEADER);
    if (header.length == 0) {
      return Optional.empty();
    }
    number++;
    if (header.length < PACKET_HEADER) {
      throw damaged("packet " + number + " is cut short");
    }
    int captured = littleEndian(header).getInt(8);
    if (captured < 0 || captured > MAX_CAPTURED) {
      throw damaged("packet " + number + " has no valid length");
    }
    byte[] packet = in.readNBytes(captured);
    if (packet.length < captured) {
      throw damaged("packet " + number + " is cut short");
    }
    return Optional.of(packet);
  }

  private void readFileHeader() throws IOException, RecordException {
    byte[] header = in.readNBytes(FILE_HEADER);
    if (header.length < FILE_HEADER
        || littleEndian(header).getInt(0) != MAGIC
        || littleEndian(header).getInt(20) != LINKTYPE_RAW) {
      throw damaged("it does not begin with the header of a capture of raw IP packets");
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static RecordException damaged(String how) {
    return new RecordException("blocked.pcap is damaged: " + how);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
