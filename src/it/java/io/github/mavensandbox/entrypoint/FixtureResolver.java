package io.github.mavensandbox.entrypoint;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Fixture} of a run to every class of tests; it is closed after the last. */
final class FixtureResolver implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fixture.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(FixtureResolver.class))
        .computeIfAbsent(Fixture.class, type -> fixture(), Fixture.class);
  }

  private static Fixture fixture() {
    try {
      return new Fixture();
    } catch (Exception e) {
      throw new IllegalStateException("the tests' set-up failed: " + e.getMessage(), e);
    }
  }
}
