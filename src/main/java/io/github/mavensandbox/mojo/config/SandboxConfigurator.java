package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.util.List;
import java.util.Set;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.ConfigurationListener;
import org.codehaus.plexus.component.configurator.converters.AbstractConfigurationConverter;
import org.codehaus.plexus.component.configurator.converters.ConfigurationConverter;
import org.codehaus.plexus.component.configurator.converters.basic.BooleanConverter;
import org.codehaus.plexus.component.configurator.converters.basic.DoubleConverter;
import org.codehaus.plexus.component.configurator.converters.basic.IntConverter;
import org.codehaus.plexus.component.configurator.converters.basic.StringConverter;
import org.codehaus.plexus.component.configurator.converters.composite.ObjectWithFieldsConverter;
import org.codehaus.plexus.component.configurator.converters.lookup.ConverterLookup;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Gives the goals their configuration as Maven does, but leaves out what is unknown in {@code
 * <network>} and its like, and what has elements where only text may stand. Maven would refuse it
 * in words of its own, before {@link ConfigurationCheck} can: that refuses all that is left out
 * here. And what Maven takes for false where true may be meant, it refuses.
 */
public final class SandboxConfigurator extends BasicComponentConfigurator {

  /** What each goal has to name. */
  public static final String NAME = "sandbox";

  public SandboxConfigurator() {
    converterLookup.registerConverter(new KnownFields());
    for (ConfigurationConverter basic :
        List.of(
            new StringConverter(), new IntConverter(), new DoubleConverter(), new TrueOrFalse())) {
      converterLookup.registerConverter(new TextAlone(basic));
    }
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

  /** Leaves out an element that has others in it. */
  private static final class TextAlone extends AbstractConfigurationConverter {

    private final ConfigurationConverter basic;

    private TextAlone(ConfigurationConverter basic) {
      this.basic = basic;
    }

    @Override
    public boolean canConvert(Class<?> type) {
      return basic.canConvert(type);
    }

    @Override
    public @Nullable Object fromConfiguration(
        ConverterLookup lookup,
        PlexusConfiguration configuration,
        Class<?> type,
        Class<?> enclosingType,
        ClassLoader loader,
        ExpressionEvaluator evaluator,
        @Nullable ConfigurationListener listener)
        throws ComponentConfigurationException {
      return configuration.getChildCount() > 0
          ? null
          : basic.fromConfiguration(
              lookup, configuration, type, enclosingType, loader, evaluator, listener);
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
