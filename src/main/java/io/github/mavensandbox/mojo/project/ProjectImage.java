package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.BuiltImage;
import io.github.mavensandbox.image.ImageBuilder;
import io.github.mavensandbox.image.ImageException;
import io.github.mavensandbox.image.ImageSpec;
import io.github.mavensandbox.image.ImageTarget;
import io.github.mavensandbox.image.Program;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** The restricted image of a project. */
public record ProjectImage(
    ImageConfiguration configuration,
    Policy policy,
    Program program,
    OwnArtifacts artifacts,
    BackgroundTask<ContainerEngine> engine,
    ImageBuilder builder) {

  /** Builds it with the project's main class as its command, for where it is configured to go. */
  public BuiltImage build() throws MojoExecutionException, IOException, InterruptedException {
    List<String> command = mainCommand();
    if (configuration.tar().isPresent()) {
      return build(
          command,
          true,
          machine(),
          new ImageTarget.Tar(configuration.tar().get(), configuration.references()));
    }
    if (configuration.isForRegistry()) {
      RegistryUsers.Login login = configuration.registry();
      return build(
          command,
          true,
          machine(),
          new ImageTarget.Registry(login.references(), login.credentials()));
    }
    return intoEngine(command, true);
  }

  /** The command that starts the project's main class. */
  public List<String> mainCommand() throws ImageException {
    return configuration.javaCommand(program);
  }

  /** The same, or another command where there is no main class to start. */
  public List<String> mainCommandElse(List<String> otherwise) {
    try {
      return mainCommand();
    } catch (ImageException e) {
      return otherwise;
    }
  }

  /** Which file of this machine each path of the program's class path is made of. */
  public Map<String, Path> files() {
    return program.files();
  }

  /** Builds it into the engine, with this as the command of those who run it by hand. */
  public BuiltImage intoEngine(List<String> command, boolean needsJava)
      throws MojoExecutionException, IOException, InterruptedException {
    Architecture architecture = configured(Architecture.parse(engine.get().info().architecture()));
    return build(
        command, needsJava, architecture, new ImageTarget.Engine(configuration.references()));
  }

  private Architecture machine() throws ImageException {
    return configured(ImageConfiguration.ownArchitecture());
  }

  private Architecture configured(Architecture otherwise) throws ImageException {
    Optional<Architecture> configured = configuration.architecture();
    return configured.isPresent() ? configured.get() : otherwise;
  }

  private BuiltImage build(
      List<String> command, boolean needsJava, Architecture architecture, ImageTarget target)
      throws MojoExecutionException, IOException, InterruptedException {
    ImageSpec spec =
        new ImageSpec(
            configuration.base(),
            architecture,
            artifacts.tools(architecture),
            Ruleset.of(policy).files(),
            configuration.user(),
            Optional.of(program),
            command,
            needsJava,
            configuration.settings());
    return builder.build(spec, target);
  }
}
