package io.github.mavensandbox.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads {@code blocked.json}: one flat JSON object a line, as ulogd's JSON plugin writes it. Fields
 * that are not needed are ignored; the needed ones have exactly their type and range, or the line
 * is damaged.
 */
final class BlockedLog implements Closeable {

  /** Three times the longest line that ulogd was seen to write, an IPv6 TCP packet's. */
  static final int MAX_LINE = 2400;

  private static final long MAX_UINT32 = 0xFFFF_FFFFL;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final InputStream in;
  private final byte[] line = new byte[MAX_LINE];
  private long number;

  BlockedLog(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * The next line.
   *
   * @return empty at the end of the log
   * @throws RecordException when the line is not what ulogd writes; nothing after it can be trusted
   */
  Optional<BlockedPacket> next() throws IOException, RecordException {
    int length = 0;
    number++;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 && length == 0) {
        return Optional.empty();
      }
      if (b < 0) {
        throw damaged("is cut short");
      }
      if (length == MAX_LINE) {
        throw damaged("is longer than " + MAX_LINE + " bytes");
      }
      line[length++] = (byte) b;
    }
    return Optional.of(packet(fields(text(length))));
  }

  /** The number of the line that was read last, from 1. */
  long lineNumber() {
    return number;
  }

  private String text(int length) throws RecordException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw damaged("is not UTF-8");
    }
  }

  private Map<String, Object> fields(String json) throws IOException, RecordException {
    // Jackson's own messages quote the input, which may hold anything: they are not passed on.
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw damaged("is no JSON object");
      }
      Map<String, Object> fields = new HashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NUMBER_INT) {
          fields.put(name, parser.getLongValue());
        } else if (value.isScalarValue()) {
          fields.put(name, parser.getText());
        } else {
          throw damaged("is not a flat JSON object");
        }
      }
      if (parser.nextToken() != null) {
        throw damaged("has something after its JSON object");
      }
      return fields;
    } catch (JsonProcessingException e) {
      throw damaged("is no JSON object");
    }
  }

  private BlockedPacket packet(Map<String, Object> fields) throws RecordException {
    long seconds =
        number(fields, "oob.time.sec", MAX_UINT32).orElseThrow(() -> damaged("has no time"));
    long micros =
        number(fields, "oob.time.usec", 999_999).orElseThrow(() -> damaged("has no time"));
    OptionalLong protocol = number(fields, "ip.protocol", 255);
    return new BlockedPacket(
        Instant.ofEpochSecond(seconds, micros * 1000),
        string(fields, "oob.prefix")
            .flatMap(PacketDirection::of)
            .orElseThrow(() -> damaged("has no prefix of ours")),
        protocol.isPresent()
            ? Optional.of(new IpProtocol((int) protocol.getAsLong()))
            : Optional.empty(),
        address(fields, "src_ip"),
        port(fields, "src_port"),
        address(fields, "dest_ip"),
        port(fields, "dest_port"),
        number(fields, "oob.uid", MAX_UINT32));
  }

  private Optional<String> string(Map<String, Object> fields, String name) throws RecordException {
    Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String string) {
      return Optional.of(string);
    }
    throw damaged("has a " + name + " that is no text");
  }

  private Optional<String> address(Map<String, Object> fields, String name) throws RecordException {
    Optional<String> text = string(fields, name);
    try {
      return text.map(AddressText::canonical);
    } catch (IllegalArgumentException e) {
      throw damaged("has a " + name + " that is no address");
    }
  }

  private OptionalInt port(Map<String, Object> fields, String name) throws RecordException {
    OptionalLong port = number(fields, name, 65_535);
    return port.isPresent() ? OptionalInt.of((int) port.getAsLong()) : OptionalInt.empty();
  }

  private OptionalLong number(Map<String, Object> fields, String name, long max)
      throws RecordException {
    Object value = fields.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof Long number && number >= 0 && number <= max) {
      return OptionalLong.of(number);
    }
    throw damaged("has a " + name + " that is no number from 0 to " + max);
  }

  private RecordException damaged(String how) {
    return new RecordException("blocked.json is damaged: line " + number + " " + how);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
