package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.AddressText;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.text.PlainText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** How people are told of endpoints and packets. */
public final class Wording {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Wording() {}

  /** {@code 2026-11-24 10:31:02.113 UTC}. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** {@code out tcp 198.51.100.9:80}. */
  public static String of(Endpoint endpoint) {
    String peer = peer(endpoint.direction(), endpoint.address(), endpoint.port());
    if (endpoint.name().isEmpty() || endpoint.direction() == PacketDirection.IN) {
      return "%s %s %s".formatted(endpoint.direction().label(), endpoint.protocol(), peer);
    }
    // Of the resolvers on loopback the program knows nothing: there, the name says all.
    boolean loopback = endpoint.address().startsWith("127.");
    String name = PlainText.of(endpoint.name().get());
    return "out DNS query for %s%s".formatted(name, loopback ? "" : " to " + peer);
  }

  /** What could have called unseen: {@code the process}. */
  public static String of(OtherAttempt.Kind suspect) {
    return suspect == OtherAttempt.Kind.PROCESS ? "the process" : "the native library";
  }

  /** The other side; of an inbound packet the port is ours, and must not look like theirs. */
  static String peer(PacketDirection direction, String address, OptionalInt port) {
    if (direction == PacketDirection.IN) {
      return "from " + address + (port.isPresent() ? " to port " + port.getAsInt() : "");
    }
    return port.isPresent() ? AddressText.withPort(address, port.getAsInt()) : address;
  }

  /** What to do when it is to be allowed: in a POM, or in a policy file. */
  static String advice(Endpoint endpoint, String rule, Optional<String> file) {
    String to = file.map(name -> " to " + PlainText.of(name)).orElse("");
    return endpoint.name().isEmpty()
        ? "to allow it, add %s%s".formatted(written(rule, file), to)
        : "to allow the host, add %s%s, or %s for one port"
            .formatted(written(rule, file), to, written(rule + ":PORT", file));
  }

  /** A rule as a POM or a policy file has it: {@code <rule>10.0.0.1</rule>}. */
  public static String written(String rule, Optional<String> file) {
    return file.isPresent() ? "'allow " + rule + "'" : "<rule>" + rule + "</rule>";
  }

  /** {@code 1,234 packets}. */
  public static String packets(long number) {
    return number(number) + (number == 1 ? " packet" : " packets");
  }

  /** {@code 1,234 more packets}. */
  static String morePackets(long number) {
    return number(number) + (number == 1 ? " more packet" : " more packets");
  }

  /** What the firewall did in a run: {@code blocked}, or {@code would have blocked} in an audit. */
  public static String verb(Run run) {
    return run.isAudit() ? "would have blocked" : "blocked";
  }

  /** {@code 2 calls that the policy does not allow}. */
  public static String notAllowed(int number) {
    return number(number) + (number == 1 ? " call" : " calls") + " that the policy does not allow";
  }

  /** {@code 2 violations of the policy}. */
  public static String violations(int number) {
    return number(number) + (number == 1 ? " violation" : " violations") + " of the policy";
  }

  /** {@code 1,234}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
