package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.util.Set;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.converters.basic.BooleanConverter;
import org.codehaus.plexus.component.configurator.converters.composite.ObjectWithFieldsConverter;
import org.codehaus.plexus.component.configurator.converters.lookup.ConverterLookup;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Gives the goals their configuration as Maven does, but leaves out what is unknown in {@code
 * <network>} and its like. Maven would refuse it in words of its own, before {@link
 * ConfigurationCheck} can: that refuses all that is left out here. And what Maven takes for false
 * where true may be meant, it refuses.
 */
public final class SandboxConfigurator extends BasicComponentConfigurator {

  /** What each goal has to name. */
  public static final String NAME = "sandbox";

  public SandboxConfigurator() {
    converterLookup.registerConverter(new KnownFields());
    converterLookup.registerConverter(new TrueOrFalse());
  }

  private static final class KnownFields extends ObjectWithFieldsConverter {

    @Override
    public boolean canConvert(Class<?> type) {
      return KnownElements.hasFields(type);
    }

    @Override
    public Object fromConfiguration(
        ConverterLookup lookup,
        PlexusConfiguration configuration,
        Class<?> type,
        Class<?> enclosingType,
        ClassLoader loader,
        ExpressionEvaluator evaluator,
        ConfigurationListener listener)
        throws ComponentConfigurationException {
      return super.fromConfiguration(
          lookup, known(configuration, type), type, enclosingType, loader, evaluator, listener);
    }

    /** Returns the same without unknown elements, and without text. */
    private static PlexusConfiguration known(PlexusConfiguration configuration, Class<?> type) {
      PlexusConfiguration known = new DefaultPlexusConfiguration(configuration.getName());
      for (String attribute : configuration.getAttributeNames()) {
        known.setAttribute(attribute, configuration.getAttribute(attribute));
      }
      Set<String> names = KnownElements.fieldsOf(type);
      for (PlexusConfiguration child : configuration.getChildren()) {
        if (names.contains(child.getName())) {
          known.addChild(child);
        }
      }
      return known;
    }
  }

  /** For Maven all is false that is not true: {@code yes}, {@code on}, {@code ture}. */
  private static final class TrueOrFalse extends BooleanConverter {

    @Override
    public Object fromString(String value) throws ComponentConfigurationException {
      if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
        throw new ComponentConfigurationException(
            Quoted.of(value) + " is neither true nor false; write one of these");
      }
      return super.fromString(value);
    }
  }
}
