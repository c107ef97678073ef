package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.IpProtocol;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunDescription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Records to report on. */
public final class Records {

  private static final Instant FIRST = Instant.parse("2026-11-24T10:31:02.113442Z");

  private Records() {}

  public static BlockedEndpoint tcp(
      PacketDirection direction, String address, int port, long packets) {
    return blocked(direction, 6, address, OptionalInt.of(port), Optional.empty(), packets);
  }

  public static BlockedEndpoint icmp(String address) {
    return blocked(PacketDirection.OUT, 1, address, OptionalInt.empty(), Optional.empty(), 1);
  }

  public static BlockedEndpoint dns(String server, String name) {
    return blocked(PacketDirection.OUT, 17, server, OptionalInt.of(53), Optional.of(name), 2);
  }

  private static BlockedEndpoint blocked(
      PacketDirection direction,
      int protocol,
      String address,
      OptionalInt port,
      Optional<String> name,
      long packets) {
    return new BlockedEndpoint(
        new Endpoint(direction, new IpProtocol(protocol), address, port, name),
        times(packets),
        direction == PacketDirection.OUT ? OptionalLong.of(10001) : OptionalLong.empty());
  }

  private static List<Instant> times(long packets) {
    List<Instant> times = new ArrayList<>(Collections.nCopies((int) packets, FIRST));
    times.set(times.size() - 1, packets == 1 ? FIRST : FIRST.plusMillis(1500));
    return times;
  }

  /** A record that adds up: the kernel logged what is listed, and held back the rest. */
  public static KernelRecord reliable(long heldBackOut, BlockedEndpoint... endpoints) {
    return new KernelRecord(
        List.of(endpoints),
        Map.of(),
        Optional.of(
            new Counters(
                Map.of(
                    PacketDirection.OUT, heldBackOut + packets(PacketDirection.OUT, endpoints),
                    PacketDirection.IN, packets(PacketDirection.IN, endpoints),
                    PacketDirection.NOISE, packets(PacketDirection.NOISE, endpoints)),
                Map.of(
                    PacketDirection.OUT, packets(PacketDirection.OUT, endpoints),
                    PacketDirection.IN, packets(PacketDirection.IN, endpoints),
                    PacketDirection.NOISE, packets(PacketDirection.NOISE, endpoints)))),
        List.of());
  }

  /** A run that began a second before the first packet, and has not ended. */
  public static RunDescription description(String id, String goal, String execution) {
    return description(id, goal, execution, Mode.ENFORCE);
  }

  /** The same, in a mode. */
  public static RunDescription description(String id, String goal, String execution, Mode mode) {
    return new RunDescription(
        new BuildSession(4711, FIRST.minusSeconds(9)),
        id,
        goal,
        execution,
        FIRST.minusSeconds(1),
        Optional.empty(),
        OptionalInt.empty(),
        mode,
        List.of("allow 192.168.0.0/24"),
        0,
        Optional.empty(),
        List.of());
  }

  /** A run that has ended. */
  public static Run run(String id, String goal, String execution, KernelRecord record) {
    RunDescription begun = description(id, goal, execution);
    return run(
        new RunDescription(
            begun.session(),
            id,
            goal,
            execution,
            begun.started(),
            Optional.of(FIRST.plusSeconds(9)),
            OptionalInt.empty(),
            begun.mode(),
            begun.policy(),
            1,
            Optional.empty(),
            List.of()),
        record);
  }

  public static Run run(RunDescription description, KernelRecord record) {
    return new Run(description, Verdict.of(record, Expectations.none()), Attribution.NONE);
  }

  /** A run of an audit that has ended. */
  public static Run audit(KernelRecord record) {
    return run(
        description("1", "surefire:test", "default-test", Mode.AUDIT).end(1, OptionalInt.empty()),
        record);
  }

  /** A run without an agent, of which nothing but the verdict matters. */
  public static Run judged(Verdict verdict) {
    return new Run(description("1", "run", "default-cli"), verdict, Attribution.NONE);
  }

  private static long packets(PacketDirection direction, BlockedEndpoint... endpoints) {
    return List.of(endpoints).stream()
        .filter(blocked -> blocked.endpoint().direction() == direction)
        .mapToLong(BlockedEndpoint::packets)
        .sum();
  }
}
