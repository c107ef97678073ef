package io.github.mavensandbox.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Addresses of one family: ranges in order, with gaps between them. */
record AddressRanges(List<Range> ranges) {

  /** From the first address to the last, both as numbers. */
  record Range(BigInteger first, BigInteger last) {

    static Range of(Network network) {
      BigInteger first = new BigInteger(1, network.address().getAddress());
      BigInteger size = BigInteger.ONE.shiftLeft(network.bits() - network.prefixLength());
      return new Range(first, first.add(size).subtract(BigInteger.ONE));
    }

    /** The fewest networks that have the same addresses. */
    List<Network> networks(int bits) {
      List<Network> networks = new ArrayList<>();
      for (BigInteger next = first; next.compareTo(last) <= 0; ) {
        int aligned = next.signum() == 0 ? bits : next.getLowestSetBit();
        int left = last.subtract(next).add(BigInteger.ONE).bitLength() - 1;
        int size = Math.min(aligned, left);
        networks.add(new Network(address(next, bits), bits - size));
        next = next.add(BigInteger.ONE.shiftLeft(size));
      }
      return networks;
    }

    private static InetAddress address(BigInteger number, int bits) {
      byte[] bytes = new byte[bits / 8];
      byte[] low = number.toByteArray();
      int length = Math.min(low.length, bytes.length);
      System.arraycopy(low, low.length - length, bytes, bytes.length - length, length);
      try {
        return InetAddress.getByAddress(bytes);
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("no address has " + bits + " bits", e);
      }
    }
  }

  static final AddressRanges NONE = new AddressRanges(List.of());

  /**
   * @param networks of one family
   */
  static AddressRanges of(Stream<Network> networks) {
    return joined(networks.map(Range::of));
  }

  private static AddressRanges joined(Stream<Range> ranges) {
    List<Range> joined = new ArrayList<>();
    ranges
        .sorted(Comparator.comparing(Range::first))
        .forEach(
            range -> {
              int end = joined.size() - 1;
              if (end >= 0
                  && range.first.compareTo(joined.get(end).last.add(BigInteger.ONE)) <= 0) {
                Range before = joined.get(end);
                joined.set(end, new Range(before.first, before.last.max(range.last)));
              } else {
                joined.add(range);
              }
            });
    return new AddressRanges(List.copyOf(joined));
  }

  /** Returns these addresses and others. */
  AddressRanges and(AddressRanges others) {
    return joined(Stream.concat(ranges.stream(), others.ranges.stream()));
  }

  /** Returns the addresses that are not among others. */
  AddressRanges without(AddressRanges others) {
    List<Range> left = new ArrayList<>();
    int from = 0;
    for (Range range : ranges) {
      while (from < others.ranges.size()
          && others.ranges.get(from).last.compareTo(range.first) < 0) {
        from++;
      }
      BigInteger next = range.first;
      for (int i = from; i < others.ranges.size(); i++) {
        Range other = others.ranges.get(i);
        if (other.first.compareTo(range.last) > 0) {
          break;
        }
        if (next.compareTo(other.first) < 0) {
          left.add(new Range(next, other.first.subtract(BigInteger.ONE)));
        }
        next = next.max(other.last.add(BigInteger.ONE));
      }
      if (next.compareTo(range.last) <= 0) {
        left.add(new Range(next, range.last));
      }
    }
    return new AddressRanges(List.copyOf(left));
  }
}
