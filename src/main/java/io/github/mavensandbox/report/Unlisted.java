package io.github.mavensandbox.report;

import static java.util.stream.Collectors.joining;

import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.PacketDirection;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets that were blocked but are not listed by endpoint.
 *
 * @param what they are, {@code out that the kernel counted but did not log}
 */
public record Unlisted(long packets, String what) {

  /** Those of a direction, unless it is certain that they were expected. */
  public static List<Unlisted> of(Verdict verdict, PacketDirection direction) {
    List<Unlisted> all = new ArrayList<>();
    long beyond = verdict.record().unlisted(direction);
    if (beyond > 0) {
      all.add(new Unlisted(beyond, direction.label() + " of endpoints beyond those listed"));
    }
    verdict
        .unexpectedHeldBack(direction)
        .map(
            rest ->
                new Unlisted(
                    rest.packets(),
                    "%s%s that the kernel counted but did not log"
                        .formatted(direction.label(), peer(direction, rest))))
        .ifPresent(all::add);
    return all;
  }

  private static String peer(PacketDirection direction, HeldBack rest) {
    if (rest.address().isEmpty()) {
      return "";
    }
    String peer = Wording.peer(direction, rest.address().get(), rest.port());
    return ", all " + (direction == PacketDirection.IN ? "" : "to ") + peer + ",";
  }

  /** All of them, joined. */
  public static String inWords(Verdict verdict, PacketDirection direction) {
    return of(verdict, direction).stream().map(Unlisted::toString).collect(joining(" and "));
  }

  /** {@code 1,234 more packets out that the kernel counted but did not log}. */
  public String more() {
    return Wording.morePackets(packets) + " " + what;
  }

  /** {@code 1,234 packets out that the kernel counted but did not log}. */
  @Override
  public String toString() {
    return Wording.packets(packets) + " " + what;
  }
}
