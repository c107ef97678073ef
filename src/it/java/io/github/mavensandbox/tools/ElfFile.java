package io.github.mavensandbox.tools;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the dynamic loader has to know about a 64-bit little-endian ELF file.
 *
 * @param machine the architecture, {@code e_machine}
 * @param soname the name under which others ask for this file
 * @param needed the names that this file asks for; empty for a static program
 */
record ElfFile(int machine, Optional<String> soname, List<String> needed) {

  static final int X86_64 = 62;
  static final int AARCH64 = 183;

  private static final int MAGIC = 0x464c457f;
  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;
  private static final int DT_SONAME = 14;

  ElfFile {
    needed = List.copyOf(needed);
  }

  static boolean isElf(byte[] content) {
    return content.length > 64 && littleEndian(content).getInt(0) == MAGIC;
  }

  static ElfFile parse(byte[] content) {
    ByteBuffer file = littleEndian(content);
    int machine = file.getShort(18);
    List<Segment> segments = segments(file);
    List<Long> needed = new ArrayList<>();
    long strings = 0;
    long soname = -1;
    for (Segment segment : segments) {
      if (segment.type != PT_DYNAMIC) {
        continue;
      }
      for (long at = segment.offset; at < segment.offset + segment.size; at += 16) {
        long value = file.getLong((int) at + 8);
        switch ((int) file.getLong((int) at)) {
          case DT_NEEDED -> needed.add(value);
          case DT_STRTAB -> strings = offsetOf(value, segments);
          case DT_SONAME -> soname = value;
          default -> {}
        }
      }
    }
    long table = strings;
    return new ElfFile(
        machine,
        soname < 0 ? Optional.empty() : Optional.of(string(file, table + soname)),
        needed.stream().map(name -> string(file, table + name)).toList());
  }

  private record Segment(int type, long offset, long address, long size) {}

  private static List<Segment> segments(ByteBuffer file) {
    int start = (int) file.getLong(32);
    int length = file.getShort(54);
    int count = file.getShort(56);
    List<Segment> segments = new ArrayList<>();
    for (int at = start; at < start + count * length; at += length) {
      segments.add(
          new Segment(
              file.getInt(at), file.getLong(at + 8), file.getLong(at + 16), file.getLong(at + 32)));
    }
    return segments;
  }

  private static long offsetOf(long address, List<Segment> segments) {
    return segments.stream()
        .filter(segment -> segment.type == PT_LOAD)
        .filter(s -> s.address <= address && address < s.address + s.size)
        .mapToLong(segment -> segment.offset + address - segment.address)
        .findFirst()
        .orElseThrow();
  }

  private static String string(ByteBuffer file, long offset) {
    int end = (int) offset;
    while (file.get(end) != 0) {
      end++;
    }
    return new String(file.array(), (int) offset, end - (int) offset, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer littleEndian(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }
}
