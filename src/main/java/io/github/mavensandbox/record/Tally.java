package io.github.mavensandbox.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Groups packets by endpoint as they are read, in bounded memory: the log is bounded, and what is
 * kept of a packet is its time.
 */
final class Tally {

  /** Nobody reads a longer list, and at a kilobyte an endpoint (a long name) it stays at 10 MB. */
  static final int MAX_ENDPOINTS = 10_000;

  /** Every endpoint differs from every other in its text, so the order is the same every time. */
  private static final Comparator<BlockedEndpoint> ORDER =
      Comparator.comparing((BlockedEndpoint blocked) -> blocked.endpoint().direction())
          .thenComparing(BlockedEndpoint::first)
          .thenComparing(blocked -> blocked.endpoint().toString());

  private final Map<Endpoint, Group> groups = new HashMap<>();
  private final Map<PacketDirection, Long> packets = new EnumMap<>(PacketDirection.class);
  private final Map<PacketDirection, Long> unlisted = new EnumMap<>(PacketDirection.class);

  void add(BlockedPacket packet, Endpoint endpoint) {
    packets.merge(packet.direction(), 1L, Long::sum);
    Group group = groups.get(endpoint);
    if (group != null) {
      group.add(packet);
    } else if (groups.size() < MAX_ENDPOINTS) {
      groups.put(endpoint, new Group(packet));
    } else {
      unlisted.merge(packet.direction(), 1L, Long::sum);
    }
  }

  /** How many packets were added, by direction; a direction without any is not in it. */
  Map<PacketDirection, Long> packets() {
    return packets;
  }

  /** How many of them belong to endpoints beyond {@link #MAX_ENDPOINTS}. */
  Map<PacketDirection, Long> unlisted() {
    return unlisted;
  }

  /** By direction, then by the time of the first packet. */
  List<BlockedEndpoint> endpoints() {
    return groups.entrySet().stream()
        .map(entry -> entry.getValue().of(entry.getKey()))
        .sorted(ORDER)
        .toList();
  }

  private static final class Group {
    private final List<Instant> times = new ArrayList<>();
    private OptionalLong uid;
    private boolean severalUids;

    Group(BlockedPacket packet) {
      times.add(packet.time());
      uid = packet.uid();
    }

    void add(BlockedPacket packet) {
      times.add(packet.time());
      if (uid.isEmpty()) {
        uid = packet.uid();
      }
      severalUids |= packet.uid().isPresent() && !packet.uid().equals(uid);
    }

    BlockedEndpoint of(Endpoint endpoint) {
      return new BlockedEndpoint(endpoint, times, severalUids ? OptionalLong.empty() : uid);
    }
  }
}
