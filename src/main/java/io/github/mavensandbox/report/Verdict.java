package io.github.mavensandbox.report;

import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A run's record, judged: which of what was blocked was expected, and which is a violation. */
public final class Verdict {

  /** Where a blocked packet is a violation when it was not expected. */
  public static final List<PacketDirection> JUDGED =
      List.of(PacketDirection.OUT, PacketDirection.IN);

  private final KernelRecord record;
  private final Expectations expectations;
  private final List<BlockedEndpoint> violations;
  private final List<BlockedEndpoint> expected;

  private Verdict(KernelRecord record, Expectations expectations) {
    this.record = record;
    this.expectations = expectations;
    Predicate<BlockedEndpoint> isExpected = blocked -> isExpected(blocked.endpoint());
    expected = record.violations().stream().filter(isExpected).toList();
    violations = record.violations().stream().filter(isExpected.negate()).toList();
  }

  public static Verdict of(KernelRecord record, Expectations expectations) {
    return new Verdict(record, expectations);
  }

  /** What was judged. */
  public KernelRecord record() {
    return record;
  }

  /** Endpoints that were not expected, outbound ones first. */
  public List<BlockedEndpoint> violations() {
    return violations;
  }

  /** Endpoints that were expected, outbound ones first. */
  public List<BlockedEndpoint> expected() {
    return expected;
  }

  /**
   * What the kernel blocked but did not log, where it is not certain that it was expected. The
   * kernel limits its log for an address and port together, whatever the protocol and the name that
   * is asked for; so only an expectation of everything at all logged addresses makes it certain.
   */
  public Optional<HeldBack> unexpectedHeldBack(PacketDirection direction) {
    return record.heldBack(direction).filter(rest -> !isEverythingExpected(direction));
  }

  /** Packets of violations of which no endpoint is listed. */
  public long unlisted(PacketDirection direction) {
    boolean listed =
        violations.stream().anyMatch(blocked -> blocked.endpoint().direction() == direction);
    return record.unlisted(direction)
        + (listed ? 0 : unexpectedHeldBack(direction).map(HeldBack::packets).orElse(0L));
  }

  /** How many violations there are; those of which no endpoint is listed count as one. */
  public int violationCount() {
    return violations.size()
        + (int) JUDGED.stream().filter(direction -> unlisted(direction) > 0).count();
  }

  private boolean isEverythingExpected(PacketDirection direction) {
    List<Endpoint> logged =
        record.violations().stream()
            .map(BlockedEndpoint::endpoint)
            .filter(endpoint -> endpoint.direction() == direction)
            .toList();
    return !logged.isEmpty()
        && record.unlisted(direction) == 0
        && logged.stream()
            .allMatch(
                endpoint ->
                    expectations.includeEverything(
                        PolicyTerms.direction(direction), PolicyTerms.address(endpoint)));
  }

  private boolean isExpected(Endpoint endpoint) {
    return endpoint.name().filter(expectations::includeQuery).isPresent()
        || expectations.includePacket(
            PolicyTerms.direction(endpoint.direction()),
            endpoint.protocol().number(),
            PolicyTerms.address(endpoint),
            endpoint.port());
  }
}
