package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.surefire.HostPorts;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;

/**
 * Servers of this machine that {@code <allow>} names, some at ports that a later step of the build
 * chooses and has in a property.
 */
public final class HostServers implements HostPorts {

  /** Matches {@code out host:${server.port}/tcp}; group 1 is the property. */
  private static final Pattern LATE =
      Pattern.compile("\\s*(?:out\\s+)?(?i:host):(\\$\\{[^{}]+\\})(?:/tcp)?\\s*");

  private final List<Integer> ports;
  private final List<String> late;
  private final ExpressionEvaluator evaluator;
  private final Consumer<String> log;
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  /**
   * @param policy of which the ports are known
   * @param late rules of which a property has the port
   * @param evaluator knows the property when the tests begin
   * @param log gets a line for each rule whose property has no value then
   */
  public HostServers(
      Policy policy, List<String> late, ExpressionEvaluator evaluator, Consumer<String> log) {
    ports = policy.hostPorts();
    this.late = List.copyOf(late);
    this.evaluator = evaluator;
    this.log = log;
  }

  /** Returns whether a rule names a server whose port is in a property without a value. */
  public static boolean isLate(String rule) {
    return LATE.matcher(rule).matches();
  }

  @Override
  public boolean isEmpty() {
    return ports.isEmpty() && late.isEmpty();
  }

  @Override
  public List<Integer> now() throws IOException {
    TreeSet<Integer> all = new TreeSet<>(ports);
    for (String rule : late) {
      all.addAll(ports(rule));
    }
    return List.copyOf(all);
  }

  private List<Integer> ports(String rule) throws IOException {
    Matcher matcher = LATE.matcher(rule);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(rule);
    }
    String property = matcher.group(1);
    try {
      Object value = evaluator.evaluate(property);
      if (value == null || value.equals(property)) {
        // Unit tests run before the server of integration tests has its port.
        if (missed.add(rule)) {
          log.accept(
              "<allow> %s: the property has no value yet, so these tests reach no such server"
                  .formatted(Quoted.of(rule.strip())));
        }
        return List.of();
      }
      return Policy.of(List.of("out host:" + value + "/tcp"), List.of()).hostPorts();
    } catch (ExpressionEvaluationException | PolicyException e) {
      throw new IOException("<allow> %s: %s".formatted(Quoted.of(rule.strip()), e.getMessage()), e);
    }
  }
}
