package io.github.mavensandbox.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * All traffic, cut where a rule begins or ends: a rule is about all of a cell or about nothing of
 * it. The first cell is for every protocol but TCP and UDP.
 */
final class TrafficCells {

  /**
   * Ports of a protocol.
   *
   * @param protocol absent for protocols other than TCP and UDP, whose ports are all
   */
  record Cell(Optional<Protocol> protocol, Ports ports) {

    boolean isIn(Traffic traffic) {
      return !(traffic instanceof Traffic.Transport transport)
          || protocol.isPresent()
              && transport.protocols().contains(protocol.get())
              && transport.ports().contains(ports);
    }

    /** Whether this is a port that is open outward only where a rule names it with its address. */
    boolean isDns() {
      return protocol.isPresent() && isDns(ports);
    }

    private static boolean isDns(Ports ports) {
      return ports.isSingle() && Closed.PORTS.contains(ports.first());
    }
  }

  private final List<Cell> cells = new ArrayList<>();

  TrafficCells(Collection<Rule> rules) {
    cells.add(new Cell(Optional.empty(), Ports.ALL));
    for (Protocol protocol : Protocol.values()) {
      TreeSet<Integer> starts = new TreeSet<>(List.of(Ports.ALL.first()));
      for (Rule rule : rules) {
        if (rule.traffic() instanceof Traffic.Transport transport
            && transport.protocols().contains(protocol)) {
          starts.add(transport.ports().first());
          starts.add(transport.ports().last() + 1);
        }
      }
      starts.remove(Ports.ALL.last() + 1);
      for (int start : starts) {
        Integer next = starts.higher(start);
        Ports ports = new Ports(start, next == null ? Ports.ALL.last() : next - 1);
        cells.add(new Cell(Optional.of(protocol), ports));
      }
    }
  }

  int size() {
    return cells.size();
  }

  Cell get(int index) {
    return cells.get(index);
  }

  int indexOf(Cell cell) {
    return cells.indexOf(cell);
  }

  /** The cells that a rule is about. */
  BitSet of(Traffic traffic) {
    BitSet set = new BitSet();
    for (int i = 0; i < cells.size(); i++) {
      set.set(i, cells.get(i).isIn(traffic));
    }
    return set;
  }

  boolean isEverything(BitSet set) {
    return set.cardinality() == cells.size();
  }

  /** Whether protocols other than TCP and UDP are in a set. */
  static boolean hasOthers(BitSet set) {
    return set.get(0);
  }

  /** What is in a set of TCP and UDP: ranges of ports of one protocol each, as wide as possible. */
  List<Traffic.Transport> transports(BitSet set) {
    List<Traffic.Transport> transports = new ArrayList<>();
    for (int i = set.nextSetBit(1); i >= 0; i = set.nextSetBit(i)) {
      Cell first = cells.get(i);
      Ports ports = first.ports();
      for (i++; set.get(i) && cells.get(i).protocol().equals(first.protocol()); i++) {
        ports = ports.join(cells.get(i).ports());
      }
      transports.add(new Traffic.Transport(EnumSet.of(first.protocol().orElseThrow()), ports));
    }
    return transports;
  }
}
