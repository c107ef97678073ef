package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDifferenceTest {

  private static final List<String> SAME = List.of("no difference: both allow the same traffic");

  private static Policy policy(String... lines) throws PolicyException {
    return Policy.of(
        PolicyFile.parse("p", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> parts(Policy one, Policy other) {
    return PolicyDifference.of(one, other).stream().map(PolicyDifference.Part::toString).toList();
  }

  private static List<String> lines(Policy one, Policy other) {
    return PolicyDifference.inWords(one, "the project", other, "old.txt");
  }

  @Test
  void theDifferenceIsToldInBothDirections() throws Exception {
    Policy project =
        policy(
            "allow out db.internal:5432/tcp",
            "allow out 10.0.0.0/8:443/tcp",
            "allow 192.0.2.0/24",
            "allow out 203.0.113.0/24:8000-8100",
            "allow out 169.254.169.254:80/tcp",
            "allow out 192.168.7.1:53",
            "allow in 2001:db8::/32",
            "deny 10.1.0.0/16");
    Policy old =
        policy(
            "allow out db.internal:5432-5433/tcp",
            "allow out 10.0.0.0/8:443/tcp",
            "allow 192.0.2.0/24:1-65535",
            "allow out 203.0.113.0/25:8050-8200",
            "allow out 203.0.113.7:8060/tcp",
            "allow [2001:db8:8000::/33]:443/tcp",
            "deny 10.1.0.0/17");

    assertThat(lines(project, old))
        .containsExactly(
            "Allowed by the project, and not by old.txt:",
            "  out 169.254.169.254:80/tcp",
            "  out 192.168.7.1:53",
            "  out 203.0.113.0/25:8000-8049",
            "  out 203.0.113.128/25:8000-8100",
            "  in 2001:db8::/33",
            "  in [2001:db8:8000::/33]:1-442/tcp",
            "  in 2001:db8:8000::/33/udp",
            "  in [2001:db8:8000::/33]:444-65535/tcp",
            "  192.0.2.0/24  (protocols other than TCP and UDP alone)",
            "  in 2001:db8:8000::/33  (protocols other than TCP and UDP alone)",
            "Allowed by old.txt, and not by the project:",
            "  out 10.1.128.0/17:443/tcp",
            "  out 203.0.113.0/25:8101-8200",
            "  out [2001:db8:8000::/33]:443/tcp",
            "  out db.internal:5433/tcp",
            "  out 203.0.113.7:8060/tcp  (where that is a name server or a broadcast address)",
            "  out 10.1.128.0/17:5432/tcp  (where a host name of both policies leads there)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          10.0.0.0/8 | 10.0.0.0/9, 10.128.0.0/9
          10.0.0.0/8 | 10.0.0.0/8, 10.1.2.3, out 10.1.2.0/24:443
          out 10.0.0.1:1-100 | out 10.0.0.1:1-50, out 10.0.0.1:51-100
          0.0.0.0/0 | 0.0.0.0/1, 128.0.0.0/1
          out 10.0.0.0/8:50-60 | out 10.0.0.0/8:50-52, out 10.0.0.0/8:54-60
          out db.internal | out DB.internal.
          """)
  void policiesThatAllowTheSameTrafficDoNotDiffer(String one, String other) throws Exception {
    assertThat(lines(of(one), of(other))).isEqualTo(SAME);
  }

  @Test
  void whatIsClosedWithoutARuleOfItsOwnIsNoDifference() throws Exception {
    assertThat(
            lines(
                policy("allow 0.0.0.0/0"),
                policy("allow 0.0.0.0/0", "deny 169.254.0.0/16", "deny 168.63.129.16")))
        .isEqualTo(SAME);
    assertThat(
            lines(
                policy("allow out 10.0.0.0/8"),
                policy("allow out 10.0.0.0/8", "deny out 10.0.0.0/8:53")))
        .isEqualTo(SAME);
  }

  @Test
  void whatIsDeniedWithoutBeingAllowedIsNoDifference() throws Exception {
    assertThat(lines(policy("allow 10.0.0.0/8"), policy("allow 10.0.0.0/8", "deny 192.0.2.0/24")))
        .isEqualTo(SAME);
  }

  private static Policy of(String rules) throws PolicyException {
    return Policy.of(List.of(rules.split(", ")), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0/0 | 10.0.0.0/8 | 0.0.0.0/5; 8.0.0.0/7; 11.0.0.0/8; 12.0.0.0/6; 16.0.0.0/4; 32.0.0.0/3; 64.0.0.0/2; 128.0.0.0/1
          10.0.0.0/30 | 10.0.0.1 | 10.0.0.0; 10.0.0.2/31
          169.254.0.0/16 | 169.254.169.254 | 169.254.0.0/16
          169.254.169.254 | 169.254.0.0/16 | 169.254.169.254
          169.254.0.1 | 169.254.0.0/16 |
          out 10.0.0.1 | out 10.0.0.1:53/udp | out 10.0.0.1
          out 10.0.0.1:53/udp | out 10.0.0.0/8 | out 10.0.0.1:53/udp
          out 10.0.0.1:80/tcp | out 10.0.0.0/8 | out 10.0.0.1:80/tcp  (where that is a name server or a broadcast address)
          10.0.0.0/8 | out 10.0.0.0/8 | in 10.0.0.0/8
          out a.example, out b.example | out b.example:443/tcp | out a.example; out b.example:1-442/tcp; out b.example/udp; out b.example:444-65535/tcp; out b.example  (protocols other than TCP and UDP alone)
          out host:8080/tcp | out host:8081/tcp | out host:8080/tcp
          2001:db8::/32 | [2001:db8::/32]:1-65535 | 2001:db8::/32  (protocols other than TCP and UDP alone)
          """)
  void aNetworkIsSplitWhereThePoliciesPart(String one, String other, String difference)
      throws Exception {
    assertThat(String.join("; ", parts(of(one), of(other))))
        .isEqualTo(difference == null ? "" : difference);
  }

  @Test
  void whatIsDeniedMayCloseWhatANameLeadsTo() throws Exception {
    Policy open = policy("allow out db.internal:5432/tcp");
    Policy closed = policy("allow out db.internal:5432/tcp", "deny 10.0.0.0/8");

    assertThat(parts(open, closed))
        .containsExactly(
            "out 10.0.0.0/8:5432/tcp  (where a host name of both policies leads there)");
    assertThat(parts(closed, open)).isEmpty();
  }

  @Test
  void thousandsOfNetworksAreCompared() throws Exception {
    List<String> networks = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      networks.add("out 10.%d.%d.0/25:443/tcp".formatted(i / 256, i % 256));
    }
    Policy all = Policy.of(networks, List.of());
    Policy fewer = Policy.of(networks.subList(1, 2_000), List.of());

    assertThat(parts(all, fewer)).containsExactly("out 10.0.0.0/25:443/tcp");
    assertThat(parts(fewer, all)).isEmpty();
  }

  @Test
  void ofPoliciesThatAreTooLargeItIsSaidThatTheyAreNotSplit() throws Exception {
    List<String> services = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      services.add("out 10.0.%d.%d:%d/tcp".formatted(i / 250, i % 250, 1000 + 2 * i));
    }
    Policy many = Policy.of(services, List.of());
    Policy fewer = Policy.of(services.subList(1, services.size()), List.of());

    assertThat(parts(many, fewer))
        .containsExactly(
            "out 10.0.0.0:1000/tcp  (in whole or in part; the policies are too large to be split)");
    assertThat(lines(many, many)).isEqualTo(SAME);
  }
}
