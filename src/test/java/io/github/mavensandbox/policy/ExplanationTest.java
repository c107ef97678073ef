package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final String EXPECTED = "Expected to be blocked, so not violations:";

  private static List<String> explained(Policy policy) {
    return Explanation.of(policy, Expectations.none());
  }

  @Test
  void theDefaultIsExplainedInWords() throws Exception {
    assertThat(explained(Policy.of(Policy.DEFAULT_ALLOW, List.of())))
        .startsWith("Allowed:", "  192.168.0.0/24  in and out, every protocol", "Always open:")
        .contains("  loopback (127.0.0.0/8, ::1), but no resolver on it")
        .endsWith(
            "Remarks:",
            "  <allow> rule 1, '192.168.0.0/24': does not open port 53 (DNS), port 853 (DNS)");
  }

  @Test
  void nothingIsSaidAsSuch() throws Exception {
    assertThat(explained(Policy.of(List.of("none"), List.of())))
        .startsWith("Allowed:", "  nothing")
        .doesNotContain("Remarks:", "Denied, whatever is allowed:", EXPECTED);
  }

  @Test
  void aRuleIsExplainedWithItsDirectionProtocolsAndPorts() throws Exception {
    assertThat(
            explained(
                Policy.of(
                    List.of(
                        "in 10.0.0.0/8:8080",
                        "out 10.0.0.0/8:8000-8010/udp",
                        "10.0.0.1/tcp",
                        "172.16.0.0/12:80",
                        "db.internal:5432/tcp"),
                    List.of("10.9.0.0/16"))))
        .contains(
            "  in 10.0.0.0/8:8080            in, TCP and UDP port 8080 of the sandboxed program",
            "  out 10.0.0.0/8:8000-8010/udp  out, UDP ports 8000-8010",
            "  10.0.0.1/tcp                  in and out, TCP, every port",
            "  172.16.0.0/12:80              in and out, TCP and UDP port 80 of the one who is called",
            "  out db.internal:5432/tcp      out, TCP port 5432, at the addresses that the name has"
                + " when the container starts")
        .containsSubsequence(
            "Denied, whatever is allowed:", "  10.9.0.0/16  in and out, every protocol");
  }

  @Test
  void whatARuleCoversButDoesNotOpenIsSaid() throws Exception {
    assertThat(explained(Policy.of(List.of("out 0.0.0.0/0", "out 169.254.169.254"), List.of())))
        .contains(
            "  <allow> rule 1, 'out 0.0.0.0/0': does not open port 53 (DNS), port 853 (DNS),"
                + " 169.254.0.0/16, 224.0.0.0/4, 255.255.255.255, 100.100.100.200,"
                + " 168.63.129.16, 169.254.170.2, 192.0.0.192");
  }

  @Test
  void aNamedPortOfANamedAddressIsOpened() throws Exception {
    assertThat(explained(Policy.of(List.of("out 10.0.0.1:53", "in 10.0.0.0/8"), List.of())))
        .doesNotContain("Remarks:");
  }

  @Test
  void rulesThatAreMergedRepeatedOrDeniedAreNamed() throws Exception {
    assertThat(
            explained(
                Policy.of(
                    List.of(
                        "10.0.0.0/9",
                        "10.128.0.0/9",
                        "out a.internal:80",
                        "out a.internal:80",
                        "in 192.168.7.0/24:80"),
                    List.of("192.168.0.0/16"))))
        .contains(
            "  <allow> rule 1, '10.0.0.0/9': is in '10.0.0.0/8'",
            "  <allow> rule 2, '10.128.0.0/9': is in '10.0.0.0/8'",
            "  <allow> rule 4, 'out a.internal:80': stands there twice",
            "  <allow> rule 5, 'in 192.168.7.0/24:80': opens nothing, all of it is denied",
            "  <allow> rule 1, '10.0.0.0/9', and one more rule: do not open port 53 (DNS),"
                + " port 853 (DNS)");
  }

  @Test
  void whatIsExpectedIsBlockedAllTheSame() throws Exception {
    Policy policy = Policy.of(List.of("none"), List.of());
    Expectations expectations =
        Expectations.of(List.of("out telemetry.example", "out 198.51.100.9:443/tcp"));

    assertThat(Explanation.of(policy, expectations))
        .startsWith(
            "Allowed:",
            "  nothing",
            EXPECTED,
            "  out telemetry.example     the DNS query for that name",
            "  out 198.51.100.9:443/tcp  out, TCP port 443",
            "Always open:");
  }
}
