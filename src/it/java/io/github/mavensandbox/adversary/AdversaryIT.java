package io.github.mavensandbox.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
 * Everything that an attacker can think of, tried in each way that the plugin runs code, and what
 * became of it: at those who would have heard it, and in the kernel's record.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AdversaryIT {

  private final Map<Way, Campaign> campaigns = new EnumMap<>(Way.class);
  private final Table table = new Table();
  private Battlefield field;

  @BeforeAll
  void attack(@TempDir Path folder) throws Exception {
    field = new Battlefield(folder);
    campaigns.put(Way.CONTROL, field.campaign(Way.CONTROL));
    for (Way way : Way.ON_ENGINE) {
      campaigns.put(way, field.campaign(way));
    }
    for (Technique technique : field.techniques()) {
      for (Way way : Way.ON_ENGINE) {
        table.put(technique.name(), technique.title(), way, cell(technique, way));
      }
    }
  }

  @AfterAll
  void writeTable() throws Exception {
    if (field != null) {
      table.write(field.engine().title());
      field.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyTechniqueWorksWithoutASandbox() {
    Campaign control = campaigns.get(Way.CONTROL);
    return field.techniques().stream()
        .filter(technique -> Applicability.notShown(technique, field.engine()).isEmpty())
        .map(
            technique ->
                DynamicTest.dynamicTest(
                    technique.name(),
                    () ->
                        assertThat(control.shows(technique))
                            .as(technique.title() + ": " + control.outcome(technique))
                            .isTrue()));
  }

  @TestFactory
  Stream<DynamicContainer> everyTechniqueIsHeldInEveryWay() {
    return Held.inEveryWay(Way.ON_ENGINE, field.techniques(), campaigns, this::verdict);
  }

  private String cell(Technique technique, Way way) {
    return verdict(technique, way)
        + Applicability.notShown(technique, field.engine())
            .map(reason -> " (without a sandbox, too: " + reason + ")")
            .orElse("");
  }

  private String verdict(Technique technique, Way way) {
    return Applicability.meaningless(technique, way)
        .orElseGet(() -> campaigns.get(way).judge(technique));
  }

  @ParameterizedTest
  @EnumSource(names = {"PREPARE", "TEST"})
  void theGateFails(Way way) {
    Held.byTheGate(campaigns.get(way));
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN", "PREPARE", "TEST"})
  void noNameSteersTheTerminalOrForgesALine(Way way) {
    Held.fromTheTerminal(campaigns.get(way));
  }

  @ParameterizedTest
  @CsvSource({
    "HAND, 127.0.0.1, this container itself",
    "HAND, ::1, this container itself",
    "HAND, 169.254.1.1, a link-local",
    "HAND, 169.254.169.254, metadata",
    "HAND, fe80::1, a link-local",
    "HAND, fd00:ec2::254, metadata",
    "HAND, ::ffff:169.254.169.254, in the clothes of an IPv6 one",
    "RUN, 169.254.169.254, metadata",
    "PREPARE, 127.0.0.1, this container itself",
    "TEST, fd00:ec2::254, metadata"
  })
  void anAllowedNameThatLeadsInsideIsRefusedAtStart(Way way, String address, String reason)
      throws Exception {
    List<String> said = field.withAllowedName(way, address);

    assertThat(said)
        .anyMatch(line -> line.contains("'allowed.test' resolves to ") && line.contains(reason))
        .noneMatch(line -> line.startsWith("adversary: "));
    String title = "an allowed name that leads to loopback, the link or metadata";
    table.put("name-inside", title, way, "refused at start");
  }

  @Test
  void anImageThatThisVersionHasNotBuiltIsNotTested() throws Exception {
    Engine engine = field.engine();
    String built = engine.ask("image", "inspect", "--format", "{{.Id}}", field.image());
    List<String> said;
    try {
      engine.ask("tag", field.base(), field.image());
      said = field.byMaven(Way.TEST, List.of());
    } finally {
      engine.ask("tag", built, field.image());
    }

    assertThat(said)
        .anyMatch(line -> line.contains("was not built by this version of the plugin"))
        .noneMatch(line -> line.startsWith("adversary: "));
    String title = "an image of another version, or of somebody else";
    table.put("older-image", title, Way.TEST, "refused at start");
    table.put("older-image", title, Way.RUN, "not applicable: it is built anew");
    table.put("older-image", title, Way.PREPARE, "not applicable: its name tells the version");
    table.put("older-image", title, Way.HAND, "not applicable: nobody is there to refuse it");
  }
}
