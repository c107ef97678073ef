package io.github.mavensandbox.mojo.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStreamReader;
import java.io.Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;

/** This plugin's descriptor, as the build has made it of the goals. */
final class ThisPlugin {

  private ThisPlugin() {}

  static PluginDescriptor descriptor() throws Exception {
    try (Reader reader =
        new InputStreamReader(
            ThisPlugin.class.getResourceAsStream("/META-INF/maven/plugin.xml"), UTF_8)) {
      return new PluginDescriptorBuilder().build(reader);
    }
  }

  /** An execution of a goal, without a configuration of its own. */
  static MojoExecution execution(String goal, String id) throws Exception {
    return new MojoExecution(descriptor().getMojo(goal), id, MojoExecution.Source.LIFECYCLE);
  }
}
