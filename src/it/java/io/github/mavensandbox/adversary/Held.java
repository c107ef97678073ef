package io.github.mavensandbox.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** What is asserted of techniques in a sandbox of either kind. */
final class Held {

  private Held() {}

  /**
   * Returns a test for each technique in each way.
   *
   * @param verdict what became of a technique; what must not be is in capitals
   */
  static Stream<DynamicContainer> inEveryWay(
      Collection<Way> ways,
      List<Technique> techniques,
      Map<Way, Campaign> campaigns,
      BiFunction<Technique, Way, String> verdict) {
    return ways.stream()
        .map(
            way ->
                DynamicContainer.dynamicContainer(
                    way.title(),
                    techniques.stream()
                        .map(
                            technique ->
                                DynamicTest.dynamicTest(
                                    way.title() + ", " + technique.name(),
                                    () ->
                                        assertThat(verdict.apply(technique, way))
                                            .as(
                                                technique.title()
                                                    + ": "
                                                    + campaigns.get(way).outcome(technique))
                                            .doesNotContainPattern("[A-Z]")))));
  }

  /** The gate has told of violations, and failed the build. */
  static void byTheGate(Campaign campaign) {
    assertThat(campaign.output())
        .anyMatch(
            line ->
                line.matches(
                    "\\[ERROR] .*:check .*: [0-9]+ violations of the policy; all of it is in .*"))
        .contains("[INFO] BUILD FAILURE");
  }

  /** No name that was looked up has steered the terminal or forged a line. */
  static void fromTheTerminal(Campaign campaign) {
    assertThat(campaign.output())
        .anyMatch(
            line ->
                line.contains(
                    "adv-dns-escapes\\027\\0912j\\013\\010\\091info\\093\\032build\\032success"))
        .noneMatch(line -> line.contains("[2J") && line.indexOf(27) >= 0)
        .noneMatch(line -> line.startsWith("[INFO] BUILD SUCCESS."));
  }
}
