package io.github.mavensandbox.record;

import io.github.mavensandbox.fuzz.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Any bytes as what the kernel's logger has captured, and the names that are asked for in it. */
public final class PacketsFuzz {

  private PacketsFuzz() {}

  /** Real packets. */
  public static List<byte[]> seeds() throws IOException {
    try (Scratch folder = new Scratch()) {
      RealRecord.copyTo(folder.path());
      return List.of(Files.readAllBytes(folder.path().resolve(RecordFile.CAPTURE.fileName)));
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try (PacketCapture capture = new PacketCapture(new ByteArrayInputStream(input))) {
      for (Optional<byte[]> next = capture.next(); next.isPresent(); next = capture.next()) {
        RawPacket.parse(next.get()).flatMap(DnsQuery::nameIn).ifPresent(PacketsFuzz::check);
      }
    } catch (RecordException e) {
      // That is how it says that they are damaged.
    }
  }

  private static void check(String name) {
    if (name.length() > 1100 || !name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new AssertionError("not safe to print: " + name);
    }
  }
}
