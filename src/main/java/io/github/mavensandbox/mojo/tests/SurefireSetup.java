package io.github.mavensandbox.mojo.tests;

import static java.util.stream.Collectors.toSet;

import io.github.mavensandbox.mojo.runners.Parameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** What of Surefire's and Failsafe's configuration would start tests outside of the sandbox. */
public record SurefireSetup(MavenProject project, MavenSession session) {

  static final Set<String> PLUGINS = Set.of("maven-surefire-plugin", "maven-failsafe-plugin");

  /** The property of the parameter by which both choose their JVM. */
  public static final String JVM = "jvm";

  private static final List<String> SKIPS =
      List.of("skipTests", "maven.test.skip", "maven.test.skip.exec");

  private static final Pattern ONE_OR_MORE =
      Pattern.compile("[1-9][0-9]{0,5}|(?=[0-9.]*[1-9])[0-9]{0,6}([.][0-9]{1,6})?C");

  /** How all versions are told to have one; of the older ones {@code forkMode} wins. */
  private static final Map<String, String> FOR_ONE_JVM =
      new TreeMap<>(Map.of("forkCount", "1", "reuseForks", "true", "forkMode", "once"));

  private static final ComparableVersion LISTS_IN_A_FORK = new ComparableVersion("3.6.0");

  /** From 3.6.0 until then the list is made, and lost. */
  private static final ComparableVersion KEEPS_THE_LIST = new ComparableVersion("3.6.1");

  /** Ignores {@code forkMode}, of which all but {@code once} stand for other counts of JVMs. */
  private static final ComparableVersion WITHOUT_FORK_MODE = new ComparableVersion("3.0.0");

  /** The oldest that was tried; much older ones have the forked JVM itself write the reports. */
  private static final ComparableVersion OLDEST = new ComparableVersion("2.12");

  /** Whether an execution starts the JVMs of tests. */
  static boolean runsTests(MojoExecution execution) {
    return PLUGINS.contains(execution.getArtifactId())
        && List.of("test", "integration-test").contains(execution.getGoal());
  }

  private static final String ONE_JVM =
      "have one JVM run all tests: <testOneJvm>true</testOneJvm> in sandbox-maven-plugin's"
          + " <configuration>";

  /**
   * Refuses every way around.
   *
   * @param oneJvm whether {@link #pinOneJvm} is to have a single JVM run the tests, however many
   *     are configured
   */
  public void check(boolean oneJvm) throws MojoExecutionException {
    if (session.getUserProperties().containsKey(JVM)) {
      throw new MojoExecutionException(
          "-Djvm chooses a JVM outside of the sandbox for the tests; leave it away");
    }
    checkProcessChecker("property", property("surefire.enableProcessChecker"));
    if (!oneJvm) {
      checkForks("property", property("forkCount"), property("forkMode"));
    }
    for (Plugin plugin : plugins()) {
      checkAge(plugin);
      check(plugin, plugin.getArtifactId(), plugin.getConfiguration(), oneJvm);
      for (PluginExecution execution : plugin.getExecutions()) {
        check(
            plugin,
            plugin.getArtifactId() + ", execution " + execution.getId(),
            execution.getConfiguration(),
            oneJvm);
      }
    }
  }

  private List<Plugin> plugins() {
    return project.getBuildPlugins().stream()
        .filter(plugin -> PLUGINS.contains(plugin.getArtifactId()))
        .toList();
  }

  private static void checkAge(Plugin plugin) throws MojoExecutionException {
    if (version(plugin).compareTo(OLDEST) < 0) {
      throw refused(
          plugin.getArtifactId(),
          "version " + plugin.getVersion(),
          "is too old for the sandbox; use %s or newer, best %s or newer"
              .formatted(OLDEST, KEEPS_THE_LIST));
    }
  }

  private static ComparableVersion version(Plugin plugin) {
    return new ComparableVersion(String.valueOf(plugin.getVersion()));
  }

  /**
   * To deal the test classes out to several JVMs, Surefire must know them. Before 3.6.0 it loads
   * them for that, and the tests' own engines, in Maven's JVM; from then on a forked one lists them
   * when {@code jvm} is set, as here. 3.6.0 keeps only the empty lines of the list, so that it runs
   * no test and the build passes.
   */
  private void checkListing(Plugin plugin, String where, Xpp3Dom dom)
      throws MojoExecutionException {
    if (version(plugin).compareTo(KEEPS_THE_LIST) >= 0) {
      return;
    }
    Optional<String> several =
        other(dom, "forkCount", "1")
            .or(() -> other(dom, "reuseForks", "true"))
            .or(
                () ->
                    other(dom, "forkMode", "once")
                        .filter(mode -> version(plugin).compareTo(WITHOUT_FORK_MODE) < 0));
    if (several.isPresent()) {
      throw refused(
          where,
          several.get(),
          (version(plugin).compareTo(LISTS_IN_A_FORK) < 0
                      ? "has version %s load the test classes in Maven's own JVM, outside of the sandbox; "
                      : "has version %s run no test in the sandbox, since it loses the list of test classes; ")
                  .formatted(plugin.getVersion())
              + "use %s or newer, or %s".formatted(KEEPS_THE_LIST, ONE_JVM));
    }
  }

  /** Returns a parameter with its value, where that is another than the one for a single JVM. */
  private Optional<String> other(Xpp3Dom dom, String name, String single) {
    return value(dom, name)
        .or(() -> property(name))
        .filter(value -> !value.equals(single))
        .map(value -> name + " " + value);
  }

  private void check(Plugin plugin, String where, @Nullable Object configuration, boolean oneJvm)
      throws MojoExecutionException {
    Xpp3Dom dom = configuration instanceof Xpp3Dom given ? given : new Xpp3Dom("configuration");
    checkJava(where, dom);
    checkProcessChecker(where, value(dom, "enableProcessChecker"));
    if (!oneJvm) {
      checkForks(where, value(dom, "forkCount"), value(dom, "forkMode"));
      checkListing(plugin, where, dom);
    }
  }

  private static void checkJava(String where, Xpp3Dom dom) throws MojoExecutionException {
    Xpp3Dom jvm = dom.getChild("jvm");
    // A property that nothing sets is no choice; see pin.
    if (jvm != null && jvm.getValue() != null && !jvm.getValue().contains("${")) {
      throw refused(
          where,
          "<jvm>" + jvm.getValue() + "</jvm>",
          "starts the tests outside of the sandbox; remove it, or where a parent POM has it give"
              + " <jvm combine.self=\"override\"/>; <test><image> chooses their Java");
    }
    Xpp3Dom forkNode = dom.getChild("forkNode");
    if (forkNode != null
        && Optional.ofNullable(forkNode.getAttribute("implementation"))
            .orElse("")
            .contains("Surefire")) {
      throw refused(
          where,
          "<forkNode>",
          "has the tests call Maven over TCP, which the sandbox does not let pass; remove it, by default"
              + " they talk over standard input and output");
    }
  }

  /**
   * Returns the requirements of the executions' {@code jdkToolchain}s, each different one once; one
   * without any is empty.
   */
  List<Map<String, String>> toolchains() {
    return plugins().stream()
        .flatMap(
            plugin ->
                plugin.getExecutions().isEmpty()
                    ? Stream.of((ConfigurationContainer) plugin)
                    : plugin.getExecutions().stream())
        .map(container -> toolchain(container.getConfiguration()))
        .distinct()
        .toList();
  }

  private static Map<String, String> toolchain(@Nullable Object configuration) {
    Map<String, String> requirements = new TreeMap<>();
    if (configuration instanceof Xpp3Dom dom && dom.getChild("jdkToolchain") != null) {
      for (Xpp3Dom requirement : dom.getChild("jdkToolchain").getChildren()) {
        requirements.put(requirement.getName(), String.valueOf(requirement.getValue()));
      }
    }
    return requirements;
  }

  /** Whether an execution names a toolchain. */
  public boolean hasToolchain() {
    return toolchains().stream().anyMatch(requirements -> !requirements.isEmpty());
  }

  private static Optional<String> value(Xpp3Dom dom, String name) {
    return Optional.ofNullable(dom.getChild(name)).map(Xpp3Dom::getValue).map(String::strip);
  }

  /**
   * @param forkMode what older versions still have, and which wins over the count
   */
  private static void checkForks(
      String where, Optional<String> forkCount, Optional<String> forkMode)
      throws MojoExecutionException {
    // What is not certainly one or more is taken for none: Surefire reads " 0", "-1C" and "0e1C" as
    // that.
    checkFork(where, "forkCount", forkCount.filter(count -> !ONE_OR_MORE.matcher(count).matches()));
    checkFork(where, "forkMode", forkMode.filter(mode -> mode.matches("(?i)never|none")));
  }

  private static void checkProcessChecker(String where, Optional<String> processChecker)
      throws MojoExecutionException {
    if (processChecker.filter(checker -> checker.matches("native|all")).isPresent()) {
      throw refused(
          where,
          "enableProcessChecker " + processChecker.get(),
          "looks for Maven's process, which is not to be seen from the sandbox; remove it");
    }
  }

  private static void checkFork(String where, String parameter, Optional<String> none)
      throws MojoExecutionException {
    if (none.isPresent()) {
      throw refused(
          where,
          parameter + " " + none.get(),
          "runs the tests in Maven's own JVM, outside of the sandbox; "
              + (parameter.equals("forkCount") ? "give 1 or more, or " : "remove it, or ")
              + ONE_JVM);
    }
  }

  private static MojoExecutionException refused(String where, String what, String why) {
    return new MojoExecutionException(where + ": " + what + " " + why);
  }

  /** As Maven finds it for a parameter: those of its own JVM win over the project's. */
  private Optional<String> property(String name) {
    return Stream.of(
            session.getUserProperties(), session.getSystemProperties(), project.getProperties())
        .map(properties -> properties.getProperty(name))
        .filter(Objects::nonNull)
        .findFirst()
        .map(String::strip);
  }

  /**
   * Makes sure of an execution that is about to start, whatever its parameters are made of: the
   * project's property alone would not reach one whose <code>&lt;jvm&gt;</code> is some other
   * property.
   */
  static void pin(MojoExecution execution, Path java) {
    set(execution, JVM, java.toString());
  }

  /**
   * Has one JVM run all tests of an execution that is about to start.
   *
   * @return what of its configuration counts no more, such as {@code forkCount 4}
   */
  static List<String> pinOneJvm(MojoExecution execution, ExpressionEvaluator evaluator) {
    Parameters parameters = new Parameters(execution.getConfiguration(), evaluator);
    List<String> replaced = new ArrayList<>();
    for (Map.Entry<String, String> parameter : FOR_ONE_JVM.entrySet()) {
      String name = parameter.getKey();
      // Maven refuses one that the goal does not have.
      if (execution.getMojoDescriptor().getParameterMap().containsKey(name)) {
        parameters
            .value(name)
            .filter(value -> !value.equals(parameter.getValue()))
            .ifPresent(value -> replaced.add(name + " " + value));
        set(execution, name, parameter.getValue());
      }
    }
    return replaced;
  }

  /** Sets a parameter of an execution, whatever it was. */
  public static void set(MojoExecution execution, String name, String value) {
    Xpp3Dom configuration = execution.getConfiguration();
    if (configuration == null) {
      configuration = new Xpp3Dom("configuration");
      execution.setConfiguration(configuration);
    }
    Xpp3Dom parameter = configuration.getChild(name);
    if (parameter == null) {
      parameter = new Xpp3Dom(name);
      configuration.addChild(parameter);
    }
    parameter.setValue(value);
  }

  /** Names of the environment variables that an execution sets. */
  static Set<String> environment(MojoExecution execution) {
    Xpp3Dom configuration = execution.getConfiguration();
    Xpp3Dom variables =
        configuration == null ? null : configuration.getChild("environmentVariables");
    return variables == null
        ? Set.of()
        : Arrays.stream(variables.getChildren()).map(Xpp3Dom::getName).collect(toSet());
  }

  /**
   * Whether it is certain that no test is going to run: a property says so, in the one word that
   * Maven takes for true, and no configuration of the plugins, which would win over it, says
   * anything.
   */
  public boolean skipsTests() {
    return SKIPS.stream()
            .anyMatch(name -> property(name).filter("true"::equalsIgnoreCase).isPresent())
        && configurations().stream()
            .noneMatch(
                dom ->
                    Stream.of("skip", "skipTests", "skipExec")
                        .anyMatch(name -> dom.getChild(name) != null));
  }

  /**
   * Whether the project has tests to run: one of packaging 'pom' only if it binds a plugin to it.
   */
  public boolean hasTests() {
    return !project.getPackaging().equals("pom")
        || plugins().stream().anyMatch(plugin -> !plugin.getExecutions().isEmpty());
  }

  private List<Xpp3Dom> configurations() {
    return plugins().stream()
        .flatMap(
            plugin ->
                Stream.concat(
                    Stream.of((ConfigurationContainer) plugin), plugin.getExecutions().stream()))
        .map(ConfigurationContainer::getConfiguration)
        .filter(Xpp3Dom.class::isInstance)
        .map(Xpp3Dom.class::cast)
        .toList();
  }

  /**
   * Names of the user's properties that tests are not told, though Surefire hands on all of them:
   * those that look like secrets, and this plugin's own.
   */
  public Set<String> secrets(Pattern pattern) {
    return session.getUserProperties().stringPropertyNames().stream()
        .filter(name -> pattern.matcher(name).find() || isOfThisPlugin(name))
        .collect(toSet());
  }

  /** Another one that begins so is refused, unless the project has it. */
  private boolean isOfThisPlugin(String name) {
    return name.startsWith("sandbox.") && !project.getProperties().containsKey(name);
  }
}
