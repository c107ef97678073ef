package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementCheckTest {

  private static Shape.Fields configuration;

  @BeforeAll
  static void readDescriptor() throws Exception {
    configuration = KnownElements.inPoms(ThisPlugin.descriptor());
  }

  @Test
  void whatAnyGoalHasIsKnownWithAllThatMayStandInIt() throws Exception {
    check(
        """
        <network>
          <allow combine.children="append"><rule>10.0.0.0/8</rule><rule>10.0.0.0/8</rule></allow>
          <deny combine.self="override"><rule>10.1.0.0/16</rule></deny>
          <expect>out telemetry.example,out other.example</expect>
        </network>
        <from>
          <image>base:1</image>
          <auth><username>u</username><password>p</password></auth>
          <platforms><platform><os>linux</os><architecture>arm64</architecture></platform></platforms>
        </from>
        <to><image>app:1</image><tags><tag>a</tag><tag>b</tag></tags><tar>app.tar</tar></to>
        <container>
          <mainClass>it.Main</mainClass><args><a>1</a><b>2</b></args><user>1:1</user>
          <environment><MODE>test</MODE><other.mode>x</other.mode></environment>
          <labels><team>x</team></labels>
        </container>
        <test><image>jdk:21</image><files><file>data</file></files></test>
        <engine xml:space="preserve" xmlns:x="urn:x">docker</engine><engineArgs><arg>--debug</arg></engineArgs>
        <memory>4g</memory><privileged>true</privileged><skip>false</skip>
        <failOnViolation>true</failOnViolation><whenNoEngine>fail</whenNoEngine>
        <detail>true</detail>
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<network><deny><rule>a</rule></deny><deny><rule>b</rule></deny></network> | <network> has <deny> twice",
        "<network><allow><rule>a</rule></allow><allow>b</allow></network> | <network> has <allow> twice",
        "<network><deny/></network><network><allow/></network> | <configuration> has <network> twice",
        "<skip>true</skip><skip>false</skip> | <configuration> has <skip> twice",
        "<from><image>a</image><image>b</image></from> | <from> has <image> twice",
        "<container><environment><A>1</A><A>2</A></environment></container> | <environment> has <A> twice"
      })
  void anElementThatStandsTwiceIsRefused(String text, String problem) {
    assertRefused(text, problem + ", and Maven takes the last one alone; write one with all");
  }

  @Test
  void elementsThatAppendHasDoubledAreRefusedWithWhereItBelongs() {
    assertRefused(
        "<network combine.children='append'><deny>a</deny><deny>b</deny></network>",
        "<network> has <deny> twice, and Maven takes the last one alone;"
            + " combine.children=\"append\" belongs on the lists in it");
  }

  @Test
  void textThatMavenHasPutBesideElementsIsRefused() throws Exception {
    Xpp3Dom configuration = dom("<network><allow><rule>10.0.0.0/8</rule></allow></network>");
    configuration.getChild("network").getChild("allow").setValue("none");

    assertRefused(
        configuration,
        "<allow> has text, 'none', in one POM and elements in another, and Maven drops one of them; write"
            + " elements in both, or <allow combine.self=\"override\"> in the one that is to win");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<networks><allow/></networks> | unknown element <networks> in <configuration>; write <network>",
        "<failOnViolations>x</failOnViolations> | unknown element <failOnViolations> in <configuration>; write <failOnViolation>",
        "<network><alow/></network> | unknown element <alow> in <network>; write <allow>",
        "<network><rule>a</rule></network> | unknown element <rule> in <network>; there are <allow>, <artifact>, <deny>, <expect>, <file>",
        "<network><deny><rul>a</rul></deny></network> | unknown element <rul> in <deny>; write <rule>",
        "<network><deny><rule>a</rule><item>b</item></deny></network> | unknown element <item> in <deny>; write <rule>",
        "<allow>none</allow> | unknown element <allow> in <configuration>; it belongs in <network>",
        "<image>a</image> | unknown element <image> in <configuration>; it belongs in <from>, <test>, <to>",
        "<network><skip>true</skip></network> | unknown element <skip> in <network>; it belongs in <configuration>",
        "<from><auth><user>u</user></auth></from> | unknown element <user> in <auth>; it belongs in <container>",
        "<from><platforms><platform><arch>x</arch></platform></platforms></from> | unknown element <arch> in <platform>; there are <architecture>, <os>",
        "<frobnicate>x</frobnicate> | unknown element <frobnicate> in <configuration>; the nearest known one is <",
        "<project>x</project> | unknown element <project> in <configuration>; the nearest known one is <",
        "<memory><size>4g</size></memory> | <memory> has <size> in it, but takes text alone",
        "<network><deny><rule><in>a</in></rule></deny></network> | <rule> has <in> in it, but takes text alone",
        "<network>none</network> | <network> has text in it, 'none', but takes elements alone"
      })
  void anElementThatThereIsNotIsRefusedWithTheOneThatWasMeant(String text, String problem) {
    assertRefused(text, problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", "deny", "expect"})
  void anEmptyListIsRefusedAsAParentsWouldStayAsItIs(String list) {
    assertRefused(
        "<network><%s/></network>".formatted(list),
        "<%s> is empty, and would leave a parent's as it is; remove it, or write <rule>none</rule> in it"
            .formatted(list));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<network><deny combine.childern='append'>a</deny></network> | unknown attribute combine.childern of <deny>; the nearest known one is combine.children",
        "<network><deny combine.children='apend'>a</deny></network> | combine.children 'apend' of <deny> is none of: append, merge",
        "<network combine.self='replace'/> | combine.self 'replace' of <network> is none of: merge, override, remove"
      })
  void anAttributeThatMavenWouldNotReadIsRefused(String text, String problem) {
    assertRefused(text, problem);
  }

  @Test
  void whatMavenHandsOverHasMoreThanAPomMay() throws Exception {
    Shape.Fields handedOver = KnownElements.handedOver(ThisPlugin.descriptor());
    Xpp3Dom configuration =
        dom(
            "<project default-value='${project}'/><allow>${sandbox.allow}</allow>"
                + "<pids default-value='4096'>${sandbox.pids}</pids>");

    assertThatCode(() -> new ElementCheck(handedOver, "here").check(configuration))
        .doesNotThrowAnyException();
  }

  private static void check(String elements) throws Exception {
    new ElementCheck(configuration, "here").check(dom(elements));
  }

  private static void assertRefused(String elements, String problem) {
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> check(elements))
        .withMessageStartingWith("here: " + problem);
  }

  private static void assertRefused(Xpp3Dom dom, String problem) {
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> new ElementCheck(configuration, "here").check(dom))
        .withMessage("here: " + problem);
  }

  private static Xpp3Dom dom(String elements) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + elements + "</configuration>"));
  }
}
