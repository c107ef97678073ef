package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.DefaultPlexusContainer;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ComponentConfigurator;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxConfiguratorTest {

  /** As a goal has them. */
  private static final class Goal {

    private @Nullable NetworkRules network;
    private @Nullable From from;
    private @Nullable String memory;
    private int pids;
    private double cpus;
    private boolean failOnViolation;
  }

  @Test
  void everyGoalOfOursNamesIt() throws Exception {
    assertThat(ThisPlugin.descriptor().getMojos())
        .filteredOn(goal -> !goal.getGoal().equals("help"))
        .hasSizeGreaterThan(1)
        .extracting(MojoDescriptor::getComponentConfigurator)
        .containsOnly(SandboxConfigurator.NAME);
  }

  @Test
  void mavenFindsItByItsName() throws Exception {
    PlexusContainer maven = new DefaultPlexusContainer();

    assertThat(maven.lookup(ComponentConfigurator.class, SandboxConfigurator.NAME))
        .isInstanceOf(SandboxConfigurator.class);

    maven.dispose();
  }

  @Test
  void whatIsKnownReachesAGoalAtAnyDepth() throws Exception {
    Goal goal =
        configured(
            """
            <memory>4g</memory>
            <network><deny><rule>10.1.0.0/16</rule><rule>10.2.0.0/16</rule></deny></network>
            <from>
              <image>base:1</image>
              <auth><username>u</username><password>p</password></auth>
              <platforms><platform><os>linux</os><architecture>arm64</architecture></platform></platforms>
            </from>
            """);

    assertThat(goal.memory).isEqualTo("4g");
    assertThat(goal.network.deny()).contains(List.of("10.1.0.0/16", "10.2.0.0/16"));
    assertThat(goal.from.image).isEqualTo("base:1");
    assertThat(goal.from.auth.password).isEqualTo("p");
    assertThat(goal.from.platforms).singleElement().returns("arm64", one -> one.architecture);
  }

  @Test
  void whatIsUnknownIsLeftToTheCheckAtAnyDepth() throws Exception {
    Goal goal =
        configured(
            """
            <network>none<dney><rule>10.1.0.0/16</rule></dney><allow><rule>10.0.0.0/8</rule></allow></network>
            <from>
              <imgae>base:1</imgae>
              <auth><user>u</user><password>p</password></auth>
              <platforms><platform><os>linux</os><arch>arm64</arch></platform></platforms>
            </from>
            """);

    assertThat(goal.network.allow()).contains(List.of("10.0.0.0/8"));
    assertThat(goal.network.deny()).isEmpty();
    assertThat(goal.from.image).isNull();
    assertThat(goal.from.auth.password).isEqualTo("p");
    assertThat(goal.from.platforms).singleElement().returns("linux", one -> one.os);
  }

  @Test
  void elementsInPlaceOfTextAreLeftToTheCheckAtAnyDepth() throws Exception {
    Goal goal =
        configured(
            """
            <memory><size>4g</size></memory>
            <pids><most>1</most></pids>
            <cpus><most>1</most></cpus>
            <failOnViolation><when>now</when></failOnViolation>
            <network><deny><rule><in>10.1.0.0/16</in></rule></deny></network>
            <from><image><name>base:1</name></image></from>
            """);

    assertThat(goal.memory).isNull();
    assertThat(goal.pids).isZero();
    assertThat(goal.cpus).isZero();
    assertThat(goal.failOnViolation).isFalse();
    assertThat(goal.network.deny()).contains(Collections.singletonList(null));
    assertThat(goal.from.image).isNull();
  }

  @Test
  void whatCannotBeConvertedIsRefused() {
    assertThatExceptionOfType(ComponentConfigurationException.class)
        .isThrownBy(() -> configured("<network implementation='java.lang.String'/>"));
  }

  @Test
  void aTruthValueIsTakenInLowerAndUpperCase() throws Exception {
    assertThat(configured("<failOnViolation>True</failOnViolation>").failOnViolation).isTrue();
    assertThat(configured("<failOnViolation>FALSE</failOnViolation>").failOnViolation).isFalse();
  }

  /** Maven takes all of these for false. */
  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "1", "ture", "no"})
  void whatIsNoTruthValueIsRefused(String value) {
    assertThatExceptionOfType(ComponentConfigurationException.class)
        .isThrownBy(() -> configured("<failOnViolation>" + value + "</failOnViolation>"))
        .withMessage("'" + value + "' is neither true nor false; write one of these");
  }

  private static Goal configured(String elements) throws Exception {
    Goal goal = new Goal();
    ComponentConfigurator configurator = new SandboxConfigurator();
    configurator.configureComponent(
        goal,
        new XmlPlexusConfiguration(
            Xpp3DomBuilder.build(
                new StringReader("<configuration>" + elements + "</configuration>"))),
        new ClassWorld().newRealm("test", SandboxConfiguratorTest.class.getClassLoader()));
    return goal;
  }
}
