package io.github.mavensandbox.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rules from a small world, so that they overlap, touch and hit what is closed. */
public final class RandomRules {

  public static final List<String> ADDRESSES =
      List.of(
          "10.0.0.0",
          "10.0.0.1",
          "10.0.0.2",
          "10.0.0.3",
          "10.0.0.5",
          "10.128.0.0",
          "169.254.0.1",
          "169.254.169.254",
          "168.63.129.16",
          "224.0.0.251",
          "203.0.113.9",
          "2001:db8::",
          "2001:db8::1",
          "2001:db8:8000::",
          "fe80::1",
          "ff02::1",
          "fd00:ec2::254");

  private static final List<String> TARGETS =
      List.of(
          "0.0.0.0/0",
          "0.0.0.0/1",
          "128.0.0.0/1",
          "10.0.0.0/8",
          "10.0.0.0/9",
          "10.128.0.0/9",
          "10.0.0.0/31",
          "10.0.0.2/31",
          "169.254.0.0/16",
          "224.0.0.0/4",
          "168.63.129.0/24",
          "::/0",
          "2001:db8::/32",
          "2001:db8::/33",
          "2001:db8:8000::/33",
          "fe80::/10",
          "fd00::/8");

  public static final List<Integer> PORTS = List.of(53, 79, 80, 81, 82, 83, 85, 90, 91, 443, 853);

  private static final List<String> SERVICES =
      List.of(
          "",
          "",
          "/tcp",
          "/udp",
          ":80",
          ":80/tcp",
          ":81/udp",
          ":80-85/tcp",
          ":82-90/tcp",
          ":80-82/udp",
          ":84-90/udp",
          ":79-80",
          ":91-443",
          ":53/udp",
          ":853");

  private final Random random;

  public RandomRules(Random random) {
    this.random = random;
  }

  public List<String> allowed(int atMost) {
    List<String> rules = new ArrayList<>();
    for (int i = random.nextInt(atMost + 1); i > 0; i--) {
      String rule = rule();
      if (isAdmitted(rule)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  public List<String> denied(int atMost) {
    List<String> rules = new ArrayList<>();
    for (int i = random.nextInt(atMost + 1); i > 0; i--) {
      rules.add(rule());
    }
    return rules;
  }

  private String rule() {
    String target = one(random.nextBoolean() ? TARGETS : ADDRESSES);
    String service = one(SERVICES);
    String shown = target.contains(":") && service.startsWith(":") ? "[" + target + "]" : target;
    return one(List.of("", "in ", "out ")) + shown + service;
  }

  private static boolean isAdmitted(String rule) {
    try {
      Policy.of(List.of(rule), List.of());
      return true;
    } catch (PolicyException e) {
      return false;
    }
  }

  public <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
