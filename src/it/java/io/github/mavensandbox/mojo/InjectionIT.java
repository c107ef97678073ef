package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.Script;
import io.github.mavensandbox.mojo.config.Container;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Every parameter that takes a text, with one that wants to be an option of the engine and a
 * command of a shell: builds of one module for each. Whatever the module comes to, no container has
 * more than the plugin gives it.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class InjectionIT {

  private static final String MARK = "@mark@";
  private static final String VALUE =
      "--volume=/:/host;touch " + MARK + ";$(touch " + MARK + ")`touch " + MARK + "`";

  /** Names other places to run the engine at: EngineLocatorTest tries that one. */
  private static final List<String> ELSEWHERE = List.of("sandbox.engine");

  private static final Map<String, String> MODULES = new LinkedHashMap<>();

  @TempDir private static Path folder;
  private static TestProject project;
  private static TestProject programs;
  private static MavenRun tests;
  private static MavenRun runs;
  private static Path mark;
  private static Path log;

  @BeforeAll
  static void build() throws Exception {
    project = new TestProject(folder.resolve("tests"));
    programs = new TestProject(folder.resolve("programs"));
    mark = project.path("mark");
    log = project.path("engine.log");
    String value = VALUE.replace(MARK, mark.toString());
    for (String goal : List.of("run", "prepare")) {
      for (String property : properties(goal)) {
        add(goal, property, "<%1$s>%2$s</%1$s>".formatted(property, value), "");
      }
    }
    for (Field field : Container.class.getDeclaredFields()) {
      String name = field.getName();
      String content =
          field.getType() == Map.class
              ? "<NAME>%s</NAME>".formatted(value)
              : field.getType() == List.class ? "<item>%s</item>".formatted(value) : value;
      add(
          "run",
          "container." + name,
          "",
          "<container><%1$s>%2$s</%1$s></container>".formatted(name, content));
    }
    project.reactor(modules("prepare-"));
    programs.reactor(modules("run-"));
    String engine = project.engine("engine", Script.named("inspecting-engine"));
    String option = "-Dsandbox.engine=" + engine;
    tests = project.run("--fail-at-end", "-T2", "test", option);
    // In a build of several modules it runs those that are named.
    runs =
        programs.run(
            "--fail-at-end",
            "sandbox:run",
            "--projects",
            String.join(",", modules("run-")),
            option);
  }

  private static List<String> modules(String prefix) {
    return MODULES.keySet().stream().filter(module -> module.startsWith(prefix)).toList();
  }

  @AfterAll
  static void removeImages() throws Exception {
    for (String module : MODULES.keySet()) {
      EngineUnderTest.removeImages(module + "-sandbox:1");
    }
  }

  /**
   * The properties by which texts are given to a goal, as the plugin's own descriptor lists them.
   */
  private static List<String> properties(String goal) throws Exception {
    Element plugin =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("target/classes/META-INF/maven/plugin.xml").toFile())
            .getDocumentElement();
    List<String> properties = new ArrayList<>();
    for (Element mojo : elements(plugin, "mojo")) {
      if (elements(mojo, "goal").get(0).getTextContent().equals(goal)) {
        Element configuration = elements(mojo, "configuration").get(0);
        for (Element parameter : elements(configuration, "*")) {
          String text = parameter.getTextContent();
          if (parameter.getAttribute("implementation").equals("java.lang.String")
              && text.startsWith("${sandbox.")) {
            properties.add(text.substring(2, text.length() - 1));
          }
        }
      }
    }
    properties.removeAll(ELSEWHERE);
    return properties;
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static void add(String goal, String name, String property, String configuration)
      throws IOException {
    String module =
        goal + "-" + name.toLowerCase(Locale.ROOT).replace("sandbox.", "").replace('.', '-');
    MODULES.put(module, name);
    TestProject reactor = goal.equals("run") ? programs : project;
    reactor.file(
        module + "/pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>it</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.source>17</maven.compiler.source>
            <maven.compiler.target>17</maven.compiler.target>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
            %s
          </properties>
          <dependencies>
            <dependency>
              <groupId>org.junit.jupiter</groupId>
              <artifactId>junit-jupiter</artifactId>
              <version>@junit.version@</version>
              <scope>test</scope>
            </dependency>
          </dependencies>
          <build>
            <plugins>
              <plugin>
                <artifactId>maven-surefire-plugin</artifactId>
                <version>@surefire.version@</version>
              </plugin>
              <plugin>
                <groupId>@project.groupId@</groupId>
                <artifactId>@project.artifactId@</artifactId>
                <version>@project.version@</version>
                <configuration>
                  %s
                  %s
                  %s
                </configuration>
                %s
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(
                module,
                property,
                name.endsWith("from.image") ? "" : "<from><image>@it.base@</image></from>",
                name.endsWith(".command") || name.endsWith("ainClass")
                    ? ""
                    : "<command>id</command>",
                configuration,
                goal.equals("run")
                    ? ""
                    : "<executions><execution><goals><goal>prepare</goal></goals></execution></executions>"));
    if (goal.equals("prepare")) {
      project.test(module, "OneTest", "@Test void passes() {}");
    }
  }

  @Test
  void thereIsAModuleForEachParameter() {
    assertThat(MODULES).hasSizeGreaterThan(30);
    assertThat(MODULES.values())
        .contains("sandbox.createArgs", "sandbox.test.image", "container.environment");
  }

  @Test
  void noShellRunsIt() {
    assertThat(mark).doesNotExist();
  }

  @Test
  void noContainerHasMoreThanThePluginGives() throws Exception {
    // Podman tells of a volume by its name, and of a container's own processes as "private".
    assertThat(Files.readAllLines(log))
        .hasSizeGreaterThan(20)
        .allMatch(
            line ->
                line.matches(
                    "false (?:\\[(?:[0-9a-f]{64}:\\S+ ?)*]|<nil>) ?(?:private)?|(?:volume )*\\[(?:(?:CAP_)?(?:KILL|NET_ADMIN|NET_RAW|SETGID|SETPCAP|SETUID) ?)*]"));
  }

  @Test
  void eachEndsWellOrSaysWhatIsWrong() {
    for (MavenRun run : List.of(tests, runs)) {
      assertThat(run.failures())
          .as(run.output())
          .allMatch(line -> !line.contains("Exception") && !line.matches(".*: null\\b.*"));
      assertThat(run.lines())
          .as(run.output())
          .anyMatch(line -> line.matches("\\[INFO] BUILD (SUCCESS|FAILURE)"));
    }
  }

  @Test
  void eachProgramIsRunOrRefused() {
    assertThat(runs.lines())
        .as(runs.output())
        .filteredOn(line -> line.matches("\\[INFO] run-\\S+ \\.* ?(SUCCESS|FAILURE) \\[.*"))
        .hasSameSizeAs(modules("run-"))
        .filteredOn(line -> line.contains(" SUCCESS ["))
        .hasSizeGreaterThan(5);
  }

  @Test
  void nothingIsLeft() throws Exception {
    assertThat(tests.left()).isEmpty();
    assertThat(runs.left()).isEmpty();
    assertThat(project.leftBehind()).isEmpty();
    assertThat(programs.leftBehind()).isEmpty();
  }
}
