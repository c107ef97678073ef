package io.github.mavensandbox.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * What name servers answered in an audit: which names led to which addresses.
 *
 * <p>It is no more than a hint for a person who writes rules. Any program that can send a datagram
 * from port 53 may have made it up, and answers by TCP are not in it.
 *
 * @param names that were asked for, by the address in canonical text that an answer led to; in the
 *     order of the answers
 */
public record DnsAnswers(Map<String, List<String>> names) {

  /** Nothing was answered. */
  public static final DnsAnswers NONE = new DnsAnswers(Map.of());

  /** As many as a person would ever read rules for. */
  private static final int MAX_ADDRESSES = 10_000;

  private static final int MAX_NAMES = 100;

  public DnsAnswers {
    names = Map.copyOf(names);
  }

  /** The names that led to an address; none where no answer did. */
  public List<String> of(String address) {
    return names.getOrDefault(address, List.of());
  }

  /**
   * Reads the capture of answers. What is damaged ends the reading, and is no error.
   *
   * @param directory with the files of one record
   * @throws IOException when the file is there, and cannot be read
   */
  static DnsAnswers read(Path directory) throws IOException {
    Path file = directory.resolve(RecordFile.ANSWERS.fileName);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > RecordFile.ANSWERS.maxBytes) {
      return NONE;
    }
    Map<String, Set<String>> found = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        PacketCapture capture = new PacketCapture(in)) {
      for (Optional<byte[]> packet = capture.next();
          packet.isPresent() && found.size() < MAX_ADDRESSES;
          packet = capture.next()) {
        packet
            .flatMap(RawPacket::parse)
            .flatMap(RawPacket::datagram)
            .ifPresent(datagram -> add(datagram.payload(), found));
      }
    } catch (RecordException e) {
      // What came before it is as good as ever.
      return of(found);
    }
    return of(found);
  }

  private static DnsAnswers of(Map<String, Set<String>> found) {
    Map<String, List<String>> names = new HashMap<>();
    found.forEach((address, ofAddress) -> names.put(address, List.copyOf(ofAddress)));
    return new DnsAnswers(names);
  }

  /** All addresses of an answer, behind whatever aliases, are of the name that was asked for. */
  private static void add(byte[] payload, Map<String, Set<String>> found) {
    Message message;
    try {
      message = new Message(payload);
    } catch (IOException | RuntimeException e) {
      // It may be hostile, and the parser has its own ways to refuse.
      return;
    }
    if (message.getQuestion() == null) {
      return;
    }
    String name = DnsNames.of(message.getQuestion().getName());
    Set<String> addresses = new HashSet<>();
    for (Record record : new ArrayList<>(message.getSection(Section.ANSWER))) {
      if (record instanceof ARecord ipv4) {
        addresses.add(AddressText.canonical(ipv4.getAddress().getAddress()));
      } else if (record instanceof AAAARecord ipv6) {
        addresses.add(AddressText.canonical(ipv6.getAddress().getAddress()));
      }
    }
    for (String address : addresses) {
      Set<String> ofAddress = found.computeIfAbsent(address, ignored -> new LinkedHashSet<>());
      if (ofAddress.size() < MAX_NAMES) {
        ofAddress.add(name);
      }
    }
  }
}
