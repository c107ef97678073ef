package io.github.mavensandbox.mojo.config;

import static io.github.mavensandbox.mojo.config.PomProject.build;
import static io.github.mavensandbox.mojo.config.PomProject.network;
import static io.github.mavensandbox.mojo.config.PomProject.plugin;
import static io.github.mavensandbox.mojo.config.PomProject.pluginWith;
import static io.github.mavensandbox.mojo.config.PomProject.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedRulesTest {

  private static final String NEARER =
      "a nearer configuration replaces the list, and <deny combine.children=\"append\"> there would add to it";

  @TempDir private Path folder;
  private PomProject poms;

  @BeforeEach
  void useFolder() {
    poms = new PomProject(folder);
  }

  @Test
  void nothingIsSaidWhereAParentsListIsInEffect() throws Exception {
    poms.pom("parent", build(plugin(network("deny", "10.1.0.0/16"))));
    poms.pom("app", "parent", "");

    assertThat(lines("deny")).isEmpty();
  }

  @Test
  void aChildsListReplacesItsParents() throws Exception {
    poms.pom("parent", build(plugin(network("deny", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"))));
    poms.pom("app", "parent", build(plugin(network("deny", "10.2.0.0/16"))));

    assertThat(lines("deny"))
        .containsExactly(
            "POM of it:parent: <deny> rules that are not in effect: '10.1.0.0/16', '10.3.0.0/16'; "
                + NEARER);
  }

  @Test
  void aChildsNoneReplacesItsParentsRules() throws Exception {
    poms.pom("parent", build(plugin(network("expect", "out telemetry.example"))));
    poms.pom("app", "parent", build(plugin(network("expect", "none"))));

    assertThat(lines("expect"))
        .singleElement()
        .asString()
        .startsWith(
            "POM of it:parent: <expect> rules that are not in effect: 'out telemetry.example'; ");
  }

  @Test
  void whatIsAppendedReplacesNothing() throws Exception {
    poms.pom("parent", build(plugin(network("deny", "10.1.0.0/16"))));
    poms.pom(
        "app",
        "parent",
        build(
            plugin(
                "<network><deny combine.children='append'><rule>10.2.0.0/16</rule></deny></network>")));

    assertThat(effective("deny")).containsExactly("10.1.0.0/16", "10.2.0.0/16");
    assertThat(lines("deny")).isEmpty();
  }

  @Test
  void aWiderRuleOfTheChildsCoversItsParents() throws Exception {
    poms.pom("parent", build(plugin(network("deny", "out 10.1.0.0/16:443/tcp", "10.2.0.0/16"))));
    poms.pom("app", "parent", build(plugin(network("deny", "10.0.0.0/15"))));

    assertThat(lines("deny"))
        .singleElement()
        .asString()
        .contains(" not in effect: '10.2.0.0/16'; ");
  }

  @Test
  void aGrandparentsRulesAreMissedToo() throws Exception {
    poms.pom("grandparent", build(plugin(network("deny", "10.1.0.0/16"))));
    poms.pom("parent", "grandparent", build(plugin(network("deny", "10.2.0.0/16"))));
    poms.pom("app", "parent", build(plugin(network("allow", "10.0.0.0/8"))));

    assertThat(lines("deny"))
        .singleElement()
        .asString()
        .startsWith("POM of it:grandparent: ")
        .contains("'10.1.0.0/16'; ");
  }

  @Test
  void overridingTheWholeNetworkReplacesAllOfIt() throws Exception {
    poms.pom("parent", build(plugin(network("deny", "10.1.0.0/16"))));
    poms.pom(
        "app",
        "parent",
        build(
            plugin(
                network("allow", "10.0.0.0/8")
                    .replace("<network>", "<network combine.self='override'>"))));

    assertThat(effective("deny")).isEmpty();
    assertThat(lines("deny")).singleElement().asString().contains("'10.1.0.0/16'; " + NEARER);
  }

  @Test
  void anExecutionsListReplacesThePlugins() throws Exception {
    poms.pom(
        "app",
        build(
            pluginWith(
                "<configuration>%s</configuration><executions><execution><id>default-cli</id><configuration>%s</configuration></execution></executions>"
                    .formatted(network("deny", "10.1.0.0/16"), network("deny", "10.2.0.0/16")))));

    assertThat(lines("deny"))
        .containsExactly(
            "POM of it:app: <deny> rules that are not in effect: '10.1.0.0/16'; " + NEARER);
  }

  @Test
  void aProfilesListReplacesThePoms() throws Exception {
    poms.pom(
            "app",
            profile("ci", build(plugin(network("deny", "10.2.0.0/16"))))
                + build(plugin(network("deny", "10.1.0.0/16"))))
        .withProfile("ci");

    assertThat(lines("deny")).singleElement().asString().contains("'10.1.0.0/16'; " + NEARER);
  }

  @Test
  void theRulesOfAProfileThatIsNotActiveAreNotMissed() throws Exception {
    poms.pom(
        "app",
        profile("ci", build(plugin(network("deny", "10.2.0.0/16"))))
            + build(plugin(network("deny", "10.1.0.0/16"))));

    assertThat(lines("deny")).isEmpty();
  }

  @Test
  void propertiesInRulesHaveTheirValues() throws Exception {
    poms.pom(
        "parent",
        "<properties><it.net>10.1.0.0/16</it.net></properties>"
            + build(plugin(network("deny", "${it.net}"))));
    poms.pom(
        "app",
        "parent",
        build(
            plugin(
                "<network><deny combine.children='append'><rule>10.2.0.0/16</rule></deny></network>")));

    assertThat(lines("deny")).isEmpty();
  }

  @Test
  void aPropertyOfTheCommandLineReplacesTheList() throws Exception {
    poms.pom("app", build(plugin("<network><deny>10.1.0.0/16, 10.2.0.0/16</deny></network>")));

    assertThat(replacedRules().lines("deny", List.of("10.2.0.0/16"), true))
        .containsExactly(
            "POM of it:app: <deny> rules that are not in effect: '10.1.0.0/16'; sandbox.deny replaces the list");
  }

  private List<String> lines(String list) throws Exception {
    return replacedRules().lines(list, effective(list), false);
  }

  private ReplacedRules replacedRules() throws Exception {
    MavenProject app = poms.read("app");
    return new ReplacedRules(poms.session(app), app, ThisPlugin.execution("policy", "default-cli"));
  }

  /** The list as Maven has merged it. */
  private List<String> effective(String list) throws Exception {
    MavenProject app = poms.read("app");
    MojoExecution execution = ThisPlugin.execution("policy", "default-cli");
    return new Poms(poms.session(app), app, execution)
        .merged()
        .map(source -> source.configuration().getChild("network").getChild(list))
        .map(element -> Arrays.stream(element.getChildren()).map(Xpp3Dom::getValue).toList())
        .orElse(List.of());
  }
}
