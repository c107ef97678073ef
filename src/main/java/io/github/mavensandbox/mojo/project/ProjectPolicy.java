package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.mojo.config.CommaList;
import io.github.mavensandbox.mojo.config.NetworkRules;
import io.github.mavensandbox.mojo.config.ReplacedRules;
import io.github.mavensandbox.mojo.config.ReplacedSources;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.WrittenPolicy;
import io.github.mavensandbox.policy.WrittenRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A project's policy: the rules of its POM, of its policy files and of its policy artifacts
 * together. A list of the command line replaces that list of all three, but for what an artifact
 * denies.
 */
public final class ProjectPolicy {

  /**
   * What the command line has, each with commas between the items.
   *
   * @param files replaces the POM's
   */
  public record Properties(
      @Nullable String allow,
      @Nullable String deny,
      @Nullable String expect,
      @Nullable String files) {}

  private final NetworkRules network;
  private final Properties properties;
  private final Map<String, WrittenPolicy> files = new LinkedHashMap<>();
  private final Map<String, WrittenPolicy> artifacts = new LinkedHashMap<>();

  private ProjectPolicy(NetworkRules network, Properties properties) {
    this.network = network;
    this.properties = properties;
  }

  /**
   * Reads all files and artifacts.
   *
   * @throws PolicyException at the first line that cannot be taken, or where files contradict each
   *     other
   */
  public static ProjectPolicy read(
      NetworkRules network, Properties properties, PolicyFiles files, PolicyArtifacts artifacts)
      throws MojoExecutionException, PolicyException {
    ProjectPolicy policy = new ProjectPolicy(network, properties);
    for (String path : policy.paths()) {
      policy.files.put(path, files.read(path));
    }
    for (String coordinates : network.artifacts()) {
      policy.artifacts.put(coordinates, artifacts.read(coordinates));
    }
    sum(policy.files).refuseContradictions();
    return policy;
  }

  private List<String> paths() {
    return CommaList.parseOrNone(properties.files).orElseGet(network::files);
  }

  private static WrittenPolicy sum(Map<String, WrittenPolicy> policies) {
    return policies.values().stream().reduce(WrittenPolicy.EMPTY, WrittenPolicy::and);
  }

  /** The rules that are in effect. */
  public WrittenPolicy written() {
    WrittenPolicy pom =
        new WrittenPolicy(
            rules("<allow>", network.allow()),
            rules("<deny>", network.deny()),
            rules("<expect>", network.expect()));
    WrittenPolicy shared = sum(artifacts);
    WrittenPolicy all = pom.and(sum(files)).and(shared).orDefault();
    // What an organisation denies is not for the command line to change.
    WrittenPolicy denied =
        new WrittenPolicy(List.of(), given("<deny>", properties.deny, List.of()), List.of())
            .and(shared);
    return new WrittenPolicy(
        given("<allow>", properties.allow, all.allow()),
        properties.deny == null ? all.deny() : denied.deny(),
        given("<expect>", properties.expect, all.expect()),
        all.file());
  }

  private static List<WrittenRule> rules(String list, Optional<List<String>> texts) {
    return WrittenRule.of(list, texts.orElse(List.of()));
  }

  private static List<WrittenRule> given(
      String list, @Nullable String value, List<WrittenRule> otherwise) {
    return CommaList.parse(value).map(texts -> WrittenRule.of(list, texts)).orElse(otherwise);
  }

  /** Says which rules of allowed and expected traffic are not in effect, a line each. */
  public List<String> remarks(ReplacedRules replaced) {
    WrittenPolicy written = written();
    List<String> lines = new ArrayList<>();
    lines.addAll(
        replaced(replaced, "allow", properties.allow, written.allow(), WrittenPolicy::allow));
    lines.addAll(
        replaced(replaced, "expect", properties.expect, written.expect(), WrittenPolicy::expect));
    return lines;
  }

  /** Says what denies and is not in effect, or may: rules, files and artifacts. */
  public List<String> warnings(ReplacedRules replaced, ReplacedSources sources) {
    WrittenPolicy written = written();
    List<String> lines = new ArrayList<>();
    lines.addAll(replaced(replaced, "deny", properties.deny, written.deny(), WrittenPolicy::deny));
    lines.addAll(sources.files(paths(), properties.files != null));
    lines.addAll(problems(sources));
    return lines;
  }

  /** Says which policy artifacts are not in effect, a line each. */
  public List<String> problems(ReplacedSources sources) {
    return sources.artifacts(network.artifacts());
  }

  private List<String> replaced(
      ReplacedRules replaced,
      String list,
      @Nullable String property,
      List<WrittenRule> written,
      Function<WrittenPolicy, List<WrittenRule>> rules) {
    List<String> effective = texts(written);
    List<String> lines = new ArrayList<>(replaced.lines(list, effective, property != null));
    if (property != null) {
      Map<String, WrittenPolicy> all = new LinkedHashMap<>(files);
      all.putAll(artifacts);
      all.forEach(
          (name, policy) ->
              ReplacedRules.line(name, list, texts(rules.apply(policy)), effective)
                  .ifPresent(lines::add));
    }
    return lines;
  }

  private static List<String> texts(List<WrittenRule> rules) {
    return rules.stream().map(WrittenRule::text).toList();
  }
}
