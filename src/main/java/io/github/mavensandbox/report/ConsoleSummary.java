package io.github.mavensandbox.report;

import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.Direction;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.KernelRecord;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Tells a person, in few lines, what was blocked in a run. It says no more than the record knows,
 * and no character that could start a line or steer a terminal.
 */
public final class ConsoleSummary {

  /** More would push what is above it off the screen; the report has them all. */
  private static final int MAX_ENDPOINTS = 20;

  private static final List<Direction> VIOLATIONS = List.of(Direction.OUT, Direction.IN);

  private final RuleAdvice advice;
  private final DateTimeFormatter time;

  /**
   * @param zone of the times of day that are shown
   */
  public ConsoleSummary(RuleAdvice advice, ZoneId zone) {
    this.advice = advice;
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  /** The lines to print, without line ends; at least one. */
  public List<String> lines(KernelRecord record) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(record));
    List<BlockedEndpoint> violations = record.violations();
    violations.stream().limit(MAX_ENDPOINTS).map(this::line).forEach(lines::add);
    if (violations.size() > MAX_ENDPOINTS) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  and %,d more beyond these, which the report lists",
              violations.size() - MAX_ENDPOINTS));
    }
    for (Direction direction : VIOLATIONS) {
      if (record.unlisted(direction) > 0) {
        lines.add(
            "  and %s %s of endpoints beyond those listed"
                .formatted(more(record.unlisted(direction)), direction.label()));
      }
      record.heldBack(direction).map(rest -> line(direction, rest)).ifPresent(lines::add);
    }
    long noise = packets(record, List.of(Direction.NOISE));
    if (noise > 0) {
      lines.add(
          "dropped, and no violation: %s to everybody, or of no connection"
              .formatted(count(noise, "packet")));
    }
    record.problems().forEach(problem -> lines.add("the record is not reliable: " + problem));
    return lines;
  }

  private static String heading(KernelRecord record) {
    long packets = packets(record, VIOLATIONS);
    boolean certain = record.problems().isEmpty();
    if (packets == 0) {
      return certain ? "nothing was blocked" : "it is not known whether anything was blocked";
    }
    return "blocked %s%s that the policy does not allow:"
        .formatted(certain ? "" : "at least ", count(packets, "packet"));
  }

  /** The kernel's count where there is one, and never less than what the log shows. */
  private static long packets(KernelRecord record, List<Direction> directions) {
    long sum = 0;
    for (Direction direction : directions) {
      long inLog =
          record.unlisted(direction)
              + record.endpoints().stream()
                  .filter(blocked -> blocked.endpoint().direction() == direction)
                  .mapToLong(BlockedEndpoint::packets)
                  .sum();
      sum += Math.max(inLog, counted(record, direction));
    }
    return sum;
  }

  private static long counted(KernelRecord record, Direction direction) {
    return record.counters().map((Counters counters) -> counters.blocked(direction)).orElse(0L);
  }

  private String line(BlockedEndpoint blocked) {
    Endpoint endpoint = blocked.endpoint();
    return "  blocked %s (%s, first %s)%s"
        .formatted(
            description(endpoint),
            count(blocked.packets(), "packet"),
            time.format(blocked.first()),
            advice.ruleFor(endpoint).map(rule -> advice(endpoint, rule)).orElse(""));
  }

  private static String description(Endpoint endpoint) {
    String peer = peer(endpoint.direction(), endpoint.address(), endpoint.port());
    if (endpoint.name().isEmpty() || endpoint.direction() == Direction.IN) {
      return "%s %s %s".formatted(endpoint.direction().label(), endpoint.protocol(), peer);
    }
    // Of the resolvers on loopback the program knows nothing: there, the name says all.
    boolean loopback = endpoint.address().startsWith("127.");
    return "out DNS query for %s%s".formatted(endpoint.name().get(), loopback ? "" : " to " + peer);
  }

  /** The other side; of an inbound packet the port is ours, and must not look like theirs. */
  private static String peer(Direction direction, String address, OptionalInt port) {
    if (direction == Direction.IN) {
      return "from " + address + (port.isPresent() ? " to port " + port.getAsInt() : "");
    }
    if (port.isEmpty()) {
      return address;
    }
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port.getAsInt();
  }

  private static String advice(Endpoint endpoint, String rule) {
    return endpoint.name().isEmpty()
        ? ": to allow it, add <rule>" + rule + "</rule>"
        : ": to allow the host, add <rule>"
            + rule
            + "</rule>, or <rule>"
            + rule
            + ":PORT</rule> for one port";
  }

  private static String line(Direction direction, HeldBack rest) {
    return "  and %s %s%s that the kernel counted but did not log"
        .formatted(
            more(rest.packets()),
            direction.label(),
            rest.address()
                .map(address -> ", all " + allPeer(direction, address, rest.port()) + ",")
                .orElse(""));
  }

  private static String allPeer(Direction direction, String address, OptionalInt port) {
    String peer = peer(direction, address, port);
    return direction == Direction.IN ? peer : "to " + peer;
  }

  private static String more(long packets) {
    return String.format(Locale.ROOT, "%,d more %s", packets, packets == 1 ? "packet" : "packets");
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
