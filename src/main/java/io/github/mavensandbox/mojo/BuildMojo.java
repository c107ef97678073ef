package io.github.mavensandbox.mojo;

import io.github.mavensandbox.image.BuiltImage;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.policy.PolicyException;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Builds the image of the project that locks its own network: into the engine, a file, or a
 * registry. What runs in it, also by hand, reaches nothing but what the policy allows.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "build",
    configurator = SandboxConfigurator.NAME,
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public class BuildMojo extends AbstractImageMojo {

  @Override
  void executeMojo()
      throws MojoExecutionException, PolicyException, IOException, InterruptedException {
    if (isPom()) {
      return;
    }
    refuseAudit();
    refuseHostServers(policy());
    // No part of the image; a mistake in it is said now, and not by check after the tests.
    expectations();
    if (configuration().isForEngine()) {
      lookForEngine();
    }
    BuiltImage image = image().build();
    getLog()
        .info(
            "built %s%s (%s)"
                .formatted(
                    String.join(", ", image.references()),
                    configuration().tar().map(file -> " in " + file).orElse(""),
                    image.id()));
  }
}
