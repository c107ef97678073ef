package io.github.mavensandbox.record;

import io.github.mavensandbox.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the kernel recorded of one sandboxed run.
 *
 * @param endpoints what was blocked, noise included: by direction, then by time of the first packet
 * @param unlisted logged packets of endpoints that are not in the list because it is full
 * @param counters the kernel's own totals; absent when they could not be read
 * @param answers of name servers, in an audit
 * @param problems why the record cannot be relied on, a line each, safe to print; empty = it is
 *     whole, and adds up with the kernel's counters
 */
public record KernelRecord(
    List<BlockedEndpoint> endpoints,
    Map<PacketDirection, Long> unlisted,
    Optional<Counters> counters,
    DnsAnswers answers,
    List<String> problems) {

  public KernelRecord {
    endpoints = List.copyOf(endpoints);
    unlisted = Map.copyOf(unlisted);
    problems = List.copyOf(problems);
  }

  /** A record without answers of name servers. */
  public KernelRecord(
      List<BlockedEndpoint> endpoints,
      Map<PacketDirection, Long> unlisted,
      Optional<Counters> counters,
      List<String> problems) {
    this(endpoints, unlisted, counters, DnsAnswers.NONE, problems);
  }

  /**
   * A record of which nothing could be read.
   *
   * @param problem why
   */
  public static KernelRecord unusable(String problem) {
    return new KernelRecord(List.of(), Map.of(), Optional.empty(), List.of(PlainText.of(problem)));
  }

  /** Endpoints that the policy does not allow, outbound ones first. */
  public List<BlockedEndpoint> violations() {
    return endpoints.stream()
        .filter(blocked -> blocked.endpoint().direction() != PacketDirection.NOISE)
        .toList();
  }

  /** Where broadcast, multicast and stray packets came from. */
  public List<BlockedEndpoint> noise() {
    return in(PacketDirection.NOISE).toList();
  }

  /** Logged packets of endpoints that are not in the list because it is full. */
  public long unlisted(PacketDirection direction) {
    return unlisted.getOrDefault(direction, 0L);
  }

  /**
   * What the kernel blocked in a direction but did not log. Of whom it was is said only when there
   * is no doubt: the log's limit is one for each other side and called port, so the first packet of
   * each is logged; when all logged packets have the same, so has the rest.
   *
   * @return empty when there is none, or the counters are not known
   */
  public Optional<HeldBack> heldBack(PacketDirection direction) {
    long packets =
        counters.map(known -> known.blocked(direction) - known.logged(direction)).orElse(0L);
    if (packets <= 0) {
      return Optional.empty();
    }
    List<HeldBack> peers =
        in(direction)
            .map(BlockedEndpoint::endpoint)
            .map(peer -> new HeldBack(packets, Optional.of(peer.address()), peer.port()))
            .distinct()
            .toList();
    boolean certain = peers.size() == 1 && unlisted(direction) == 0 && problems.isEmpty();
    return Optional.of(
        certain ? peers.get(0) : new HeldBack(packets, Optional.empty(), OptionalInt.empty()));
  }

  private Stream<BlockedEndpoint> in(PacketDirection direction) {
    return endpoints.stream().filter(blocked -> blocked.endpoint().direction() == direction);
  }
}
