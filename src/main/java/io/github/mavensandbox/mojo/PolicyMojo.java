package io.github.mavensandbox.mojo;

import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.project.PolicyFiles;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Explanation;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyDifference;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.firewall.Ruleset;
import io.github.mavensandbox.text.PlainText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints the effective policy, in words and as the exact firewall rules that the image loads. It
 * touches nothing and needs no engine.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "policy",
    configurator = SandboxConfigurator.NAME,
    requiresProject = false,
    threadSafe = true)
public class PolicyMojo extends AbstractSandboxMojo {

  /**
   * A policy file to compare the policy with, found as those of <code>&lt;network&gt;</code> are.
   * The goal then prints what each of the two allows and the other does not, as traffic, in place
   * of the policy. What is only expected is no traffic. Names are not resolved: they are compared
   * as names.
   *
   * <pre>
   * mvn sandbox:policy -Dsandbox.diff=old-policy.txt
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.diff")
  private @Nullable String diff;

  @Override
  void executeMojo() throws MojoExecutionException, PolicyException {
    Policy policy = policy();
    Expectations expectations = expectations();
    Consumer<String> out = getLog()::info;
    remarkReplacedRules();
    if (diff != null) {
      Policy other = Policy.of(new PolicyFiles(session, project).read(diff).orDefault());
      PolicyDifference.inWords(policy, "this policy", other, PlainText.of(diff)).forEach(out);
      return;
    }
    Explanation.of(policy, expectations).forEach(out);
    Map<String, String> files = new LinkedHashMap<>(Ruleset.of(policy).files());
    // What an audit loads in the place of the rules protects nothing.
    files.keySet().removeAll(Ruleset.OF_AUDITS);
    files.forEach(
        (name, content) -> {
          out.accept("");
          out.accept(heading(name));
          content.lines().forEach(out);
        });
  }

  private static String heading(String file) {
    return switch (file) {
      case "rules4" -> "iptables-restore (IPv4):";
      case "rules6" -> "ip6tables-restore (IPv6):";
      case "sets" ->
          "ipset restore, before the rules; the container's name servers are added at start:";
      case "names" -> "names to resolve at start, the set that each answer is added to, and how:";
      default -> file + ":";
    };
  }
}
