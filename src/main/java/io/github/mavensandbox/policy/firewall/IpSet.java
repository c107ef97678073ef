package io.github.mavensandbox.policy.firewall;

import java.util.ArrayList;
import java.util.List;

/** One set of the kernel, as {@code ipset restore} makes it. */
final class IpSet {

  /** ipset's own default: leaves room for the addresses of names and for ALLOWED_CIDR. */
  private static final int SMALLEST_LIMIT = 65536;

  private static final int SMALLEST_TABLE = 64;

  private final String name;
  private final String type;
  private final Family family;
  private final List<String> members = new ArrayList<>();

  IpSet(String name, String type, Family family) {
    this.name = name;
    this.type = type;
    this.family = family;
  }

  void add(String member) {
    members.add(member);
  }

  String toText() {
    StringBuilder text =
        new StringBuilder(
            "create %s %s family %s hashsize %d maxelem %d\n"
                .formatted(
                    name,
                    type,
                    family.ipsetName,
                    Math.max(SMALLEST_TABLE, powerOfTwo(members.size())),
                    Math.max(SMALLEST_LIMIT, powerOfTwo(2 * members.size()))));
    members.forEach(
        member -> text.append("add ").append(name).append(' ').append(member).append('\n'));
    return text.toString();
  }

  /**
   * The next power of two that is not below n; a table made large enough is never rehashed while
   * loading.
   */
  private static int powerOfTwo(int n) {
    return n <= 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
  }
}
