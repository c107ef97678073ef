package io.github.mavensandbox.adversary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What the kernel wrote down, read without any code of the plugin's.
 *
 * @param entries of {@code blocked.json}
 * @param capture the bytes of {@code blocked.pcap}, each a character
 */
record KernelLog(List<JsonNode> entries, String capture) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Without a sandbox there is none. */
  static final KernelLog NONE = new KernelLog(List.of(), "");

  private static KernelLog of(String json, byte[] pcap) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : json.lines().toList()) {
      entries.add(JSON.readTree(line));
    }
    return new KernelLog(entries, new String(pcap, ISO_8859_1));
  }

  /** Reads the only run of a build. */
  static KernelLog ofBuild(Path target) throws IOException {
    try (Stream<Path> runs = Files.list(target.resolve("sandbox/runs"))) {
      Path run = runs.reduce((one, other) -> null).orElseThrow();
      return of(
          Files.readString(run.resolve("blocked.json"), ISO_8859_1),
          Files.readAllBytes(run.resolve("blocked.pcap")));
    }
  }

  /** Reads the folder of a container that has ended. */
  static KernelLog ofTar(byte[] folder) throws IOException {
    String json = "";
    byte[] pcap = {};
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(folder))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().endsWith("/blocked.json")) {
          json = new String(tar.readAllBytes(), ISO_8859_1);
        } else if (entry.getName().endsWith("/blocked.pcap")) {
          pcap = tar.readAllBytes();
        }
      }
    }
    return of(json, pcap);
  }

  /** Returns whether a technique's packet is in it. */
  boolean has(Technique technique) {
    Technique.Target target = technique.target().orElseThrow();
    boolean content = List.of(1, 17, 58).contains(target.number()) && !target.isToldByPort();
    if (technique.must() == Technique.Must.INBOUND) {
      return entries.stream().anyMatch(entry -> is(entry, "in", target, true));
    }
    return content
        ? Pattern.compile(technique.token() + "(?![a-z0-9-])").matcher(capture).find()
        : entries.stream().anyMatch(entry -> is(entry, "out", target, hasPort(target)));
  }

  /**
   * Docker redirects what goes to its resolver to a port of its own, before the firewall sees it.
   */
  private static boolean hasPort(Technique.Target target) {
    return target.isToldByPort() && !target.address().equals("127.0.0.11");
  }

  private static boolean is(
      JsonNode entry, String direction, Technique.Target target, boolean byPort) {
    return entry.path("oob.prefix").asText().equals(direction)
        && entry.path("ip.protocol").asInt() == target.number()
        && (target.isGroup()
            || Addresses.canonical(entry.path("dest_ip").asText()).equals(target.address()))
        && (!byPort || entry.path("dest_port").asInt() == target.port());
  }
}
