package io.github.mavensandbox.record;

import java.util.Arrays;
import java.util.Optional;

/** The files of a record, each with the size beyond which it cannot be one of ours. */
enum RecordFile {
  /** 64 MiB, where the entrypoint ends the logger: some 100,000 packets. */
  LOG("blocked.json", 64L << 20),
  CAPTURE("blocked.pcap", 64L << 20),
  /** 16 MiB: some 100,000 answers of name servers; there are such in an audit only. */
  ANSWERS("answers.pcap", 16L << 20),
  /** A dozen lines. */
  COUNTERS("counters", 4L << 10),
  /** 16 MiB: a port range is a rule of its own, and 10,000 of those take 1 MB. */
  RULES4("rules4", 16L << 20),
  RULES6("rules6", 16L << 20),
  /** 64 MiB: a million networks. */
  SETS("sets", 64L << 20),
  HOSTS("hosts", 16L << 20);

  final String fileName;
  final long maxBytes;

  RecordFile(String fileName, long maxBytes) {
    this.fileName = fileName;
    this.maxBytes = maxBytes;
  }

  static Optional<RecordFile> of(String fileName) {
    return Arrays.stream(values()).filter(file -> file.fileName.equals(fileName)).findFirst();
  }
}
