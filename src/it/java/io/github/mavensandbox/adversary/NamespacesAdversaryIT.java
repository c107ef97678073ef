package io.github.mavensandbox.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mavensandbox.it.maven.OrdinaryUser;
import io.github.mavensandbox.it.process.Ended;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The attacker in namespaces, as an ordinary user's test: with a way out to one port of one host,
 * and without. Each technique works for the same user on the same machine without a sandbox, or
 * behind pasta as it is when nothing of it is switched off.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NamespacesAdversaryIT {

  /** What leads past the firewall's rules if pasta does more than it is told. */
  private static final String OF_PASTA = "pasta-.*|own.*";

  private final Map<Way, Campaign> campaigns = new EnumMap<>(Way.class);
  private final Table table = new Table();
  private NamespaceField field;
  private Campaign control;
  private Campaign pasta;

  @BeforeAll
  void attack(@TempDir Path folder) throws Exception {
    assumeTrue(OrdinaryUser.isOther(), "only root can make a network with other hosts in it");
    field = new NamespaceField(folder);
    control = field.withoutSandbox();
    pasta =
        field.behindPasta(
            field.techniques().stream()
                .filter(technique -> isOfPasta(technique) || !control.shows(technique))
                .map(Technique::name)
                .collect(Collectors.joining("|")));
    campaigns.put(Way.WAY_OUT, field.inSandbox("verify"));
    campaigns.put(Way.NO_WAY_OUT, field.inSandbox("verify", "-Dsandbox.allow=none"));
    for (Technique technique : field.techniques()) {
      for (Way way : Way.IN_NAMESPACES) {
        table.put(technique.name(), technique.title(), way, cell(technique, way));
      }
    }
  }

  @AfterAll
  void writeTable() throws Exception {
    if (field != null) {
      field.close();
      table.write("namespaces");
    }
  }

  private static boolean isOfPasta(Technique technique) {
    return technique.name().startsWith("pasta-");
  }

  private boolean isShown(Technique technique) {
    if (technique.must() == Technique.Must.PLANTED) {
      return control.arrived(technique);
    }
    return pasta.shows(technique) || !isOfPasta(technique) && control.shows(technique);
  }

  @TestFactory
  Stream<DynamicTest> everyTechniqueWorksWithoutASandbox() {
    return field.techniques().stream()
        .filter(technique -> Applicability.notShownToUser(technique).isEmpty())
        .map(
            technique ->
                DynamicTest.dynamicTest(
                    technique.name(),
                    () ->
                        assertThat(isShown(technique))
                            .as(
                                "%s: %s; behind pasta: %s",
                                technique.title(),
                                control.outcome(technique),
                                pasta.outcome(technique))
                            .isTrue()));
  }

  @TestFactory
  Stream<DynamicContainer> everyTechniqueIsHeldInEveryWay() {
    return Held.inEveryWay(Way.IN_NAMESPACES, field.techniques(), campaigns, this::verdict);
  }

  private String cell(Technique technique, Way way) {
    String verdict = verdict(technique, way);
    return verdict
        + Applicability.notShownToUser(technique)
            .filter(reason -> !verdict.startsWith("not applicable"))
            .map(reason -> " (without a sandbox, too: " + reason + ")")
            .orElse("");
  }

  private String verdict(Technique technique, Way way) {
    String verdict =
        Applicability.meaningless(technique, way)
            .orElseGet(() -> campaigns.get(way).judge(technique));
    // No packet of a stranger's gets as far as the firewall.
    return technique.must() == Technique.Must.INBOUND && verdict.equals("NOT RECORDED")
        ? "blocked"
        : verdict;
  }

  @ParameterizedTest
  @EnumSource(names = {"WAY_OUT", "NO_WAY_OUT"})
  void theGateFails(Way way) {
    Held.byTheGate(campaigns.get(way));
  }

  @ParameterizedTest
  @EnumSource(names = {"WAY_OUT", "NO_WAY_OUT"})
  void noNameSteersTheTerminalOrForgesALine(Way way) {
    Held.fromTheTerminal(campaigns.get(way));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, this machine itself", "fd00:ec2::254, metadata"})
  void anAllowedNameThatLeadsInsideIsRefusedAtStart(String address, String reason)
      throws Exception {
    List<String> said = field.withAllowedName(address);

    assertThat(said)
        .anyMatch(
            line ->
                line.contains("'allowed.test' of the policy resolves to ") && line.contains(reason))
        .noneMatch(line -> line.startsWith("adversary: "));
    String title = "an allowed name that leads to loopback, the link or metadata";
    Way.IN_NAMESPACES.forEach(way -> table.put("name-inside", title, way, "refused at start"));
  }

  /** Such as that of a firewall that has ended. */
  @Test
  void aProcessNumberThatIsUsedAgainLeadsNowhere() throws Exception {
    assertThat(field.enter("sb0123456789", "sb0123456789").stdout()).isEqualTo("entered\n");

    Ended other = field.enter("sb0123456789", "sbabcdefabcd");

    assertThat(other.refusal())
        .isEqualTo("sandbox: the firewall of these tests has ended; the JVM was not started");
  }

  /** Where the firewall lets all of it pass, it is pasta that does not do it. */
  @Test
  void pastaDoesNothingByItselfWhereThePolicyAllowsEverything() throws Exception {
    Campaign open = field.inOpenSandbox(OF_PASTA);

    assertThat(open.outcomes()).hasSizeGreaterThan(10);
    assertThat(
            field.techniques().stream()
                .filter(technique -> technique.name().matches(OF_PASTA))
                .filter(open::arrived)
                .map(Technique::name))
        .isEmpty();
  }
}
