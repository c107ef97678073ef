package io.github.mavensandbox.report;

import io.github.mavensandbox.record.Endpoint;
import java.util.Optional;

/** Tells which rule of a policy would allow what was blocked. */
public interface RuleAdvice {

  /**
   * The rule, in the policy's grammar.
   *
   * @return empty when no rule can allow it, or none that makes sense
   */
  Optional<String> ruleFor(Endpoint endpoint);
}
