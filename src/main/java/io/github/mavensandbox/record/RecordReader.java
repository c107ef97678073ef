package io.github.mavensandbox.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a record from the folder that {@link RecordArchive} made. Its content comes from a hostile
 * place: whatever stands in it, what can be read is, and what cannot is a problem of the record.
 */
public final class RecordReader {

  /**
   * @param directory with the files of one record
   * @throws IOException when a file cannot be read at all
   */
  public KernelRecord read(Path directory) throws IOException {
    List<String> problems = new ArrayList<>();
    Tally tally = new Tally();
    Optional<Path> log = file(directory, RecordFile.LOG, problems);
    Optional<Path> capture = file(directory, RecordFile.CAPTURE, problems);
    if (log.isPresent()) {
      readPackets(log.get(), capture, tally, problems);
    }
    Optional<Counters> counters = Optional.empty();
    Optional<Path> countersFile = file(directory, RecordFile.COUNTERS, problems);
    if (countersFile.isPresent()) {
      counters = readCounters(countersFile.get(), problems);
    }
    counters.ifPresent(known -> addUp(tally.packets(), known, problems));
    return new KernelRecord(
        tally.endpoints(), tally.unlisted(), counters, DnsAnswers.read(directory), problems);
  }

  private static void readPackets(
      Path logFile, Optional<Path> captureFile, Tally tally, List<String> problems)
      throws IOException {
    try (BlockedLog log = new BlockedLog(Files.newInputStream(logFile));
        CaptureFollower capture =
            captureFile.isPresent()
                ? CaptureFollower.of(Files.newInputStream(captureFile.get()))
                : CaptureFollower.ofNothing()) {
      try {
        readPackets(log, capture, tally);
      } catch (RecordException e) {
        problems.add(e.getMessage());
      }
      capture.problem().ifPresent(problems::add);
    }
  }

  private static void readPackets(BlockedLog log, CaptureFollower capture, Tally tally)
      throws IOException, RecordException {
    for (Optional<BlockedPacket> next = log.next(); next.isPresent(); next = log.next()) {
      BlockedPacket packet = next.get();
      Optional<Endpoint> endpoint = packet.endpoint(capture.next(packet, log.lineNumber()));
      if (endpoint.isEmpty()) {
        throw new RecordException(
            "blocked.json is damaged: line " + log.lineNumber() + " has no addresses");
      }
      tally.add(packet, endpoint.get());
    }
    capture.end();
  }

  private static Optional<Counters> readCounters(Path file, List<String> problems)
      throws IOException {
    // What is not ASCII becomes a replacement character, which no line of counters may hold.
    String content = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
    try {
      return Optional.of(Counters.parse(content));
    } catch (RecordException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Path> file(Path directory, RecordFile file, List<String> problems)
      throws IOException {
    Path path = directory.resolve(file.fileName);
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      problems.add(file.fileName + " is missing from the record");
      return Optional.empty();
    }
    if (Files.size(path) > file.maxBytes) {
      problems.add(file.fileName + " is damaged: it is larger than " + file.maxBytes + " bytes");
      return Optional.empty();
    }
    return Optional.of(path);
  }

  private static void addUp(
      Map<PacketDirection, Long> packets, Counters counters, List<String> problems) {
    for (PacketDirection direction : PacketDirection.values()) {
      long inLog = packets.getOrDefault(direction, 0L);
      if (inLog != counters.logged(direction)) {
        problems.add(
            "the log has %d '%s' packets, the kernel counted %d"
                .formatted(inLog, direction.label(), counters.logged(direction)));
      }
      if (counters.blocked(direction) < counters.logged(direction)) {
        problems.add(
            "the kernel logged %d '%s' packets, but blocked only %d"
                .formatted(
                    counters.logged(direction), direction.label(), counters.blocked(direction)));
      }
    }
  }
}
