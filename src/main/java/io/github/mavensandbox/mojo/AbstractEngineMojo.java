package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.Terminal;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.image.BuildProgress;
import io.github.mavensandbox.image.CacheFolders;
import io.github.mavensandbox.image.ImageBuilder;
import io.github.mavensandbox.image.PlainProgress;
import io.github.mavensandbox.image.TerminalProgress;
import io.github.mavensandbox.mojo.config.CommaList;
import io.github.mavensandbox.mojo.config.From;
import io.github.mavensandbox.mojo.project.OwnArtifacts;
import io.github.mavensandbox.mojo.project.RegistryUsers;
import io.github.mavensandbox.policy.Mode;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What the goals share that build images on a base, with an engine. */
abstract class AbstractEngineMojo extends AbstractSandboxMojo {

  private @Nullable BackgroundTask<ContainerEngine> located;

  @Component private SettingsDecrypter decrypter;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Parameter(defaultValue = "${settings}", readonly = true, required = true)
  private Settings settings;

  /**
   * The container engine: <code>docker</code>, <code>podman</code>, the path of a program that
   * speaks like one of them, or <code>auto</code>: Docker where it works, else Podman.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.engine", defaultValue = "auto")
  private String engine;

  /**
   * The engine's own global options, which stand before its command, each as one word: <code>
   * --name=value</code>.
   *
   * <pre>
   * &lt;engineArgs&gt;
   *   &lt;engineArg&gt;--runtime=runc&lt;/engineArg&gt;
   * &lt;/engineArgs&gt;
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable List<String> engineArgs;

  /**
   * Alias for <code>engineArgs</code> on the command line: options, separated by commas, for
   * example <code>-Dsandbox.engineArgs=--runtime=runc</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.engineArgs")
  private @Nullable String engineArgsProperty;

  /**
   * What the firewall does with traffic that the policy does not allow: <code>enforce</code> blocks
   * and records it; <code>audit</code> records it and lets it pass, to find out what a project
   * needs. Then nothing is protected but what is denied, links, multicast and the metadata services
   * of clouds, violations are no failures, and <code>target/sandbox/policy.xml</code> has the
   * policy to paste. For <code>run</code> and <code>prepare</code>: an image never has it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.mode", defaultValue = "enforce")
  private String mode;

  /**
   * The base image, as in jib-maven-plugin: <code>name:tag</code> of a registry, <code>
   * docker://name:tag</code> of the engine, <code>tar://path</code> of a file. By default <code>
   * eclipse-temurin:RELEASE-jre</code> for the project's Java release.
   *
   * <pre>
   * &lt;from&gt;
   *   &lt;image&gt;eclipse-temurin:21-jre&lt;/image&gt;
   * &lt;/from&gt;
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter @Nullable From from;

  /**
   * Alias for <code>&lt;from&gt;&lt;image&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.from.image")
  @Nullable String fromImage;

  /** Whether there is nothing to run in this project; says so. */
  boolean isPom() {
    if (!project.getPackaging().equals("pom")) {
      return false;
    }
    getLog().info("skipped: a project with packaging 'pom' has no program");
    return true;
  }

  /** Returns the parameters by which an engine is chosen, as they are written in the POM. */
  List<String> whatChoosesEngine() {
    List<String> configured = new ArrayList<>();
    if (!engine.equals("auto")) {
      configured.add("<engine>");
    }
    if (engineArgs != null || engineArgsProperty != null) {
      configured.add("<engineArgs>");
    }
    return configured;
  }

  /** Returns the configured mode; warns of an audit. */
  Mode mode() throws MojoExecutionException {
    Mode parsed = parsedMode();
    if (parsed == Mode.AUDIT) {
      getLog()
          .warn(
              "sandbox.mode is audit: NOTHING IS PROTECTED. What the policy does not allow is"
                  + " recorded, and passes");
    }
    return parsed;
  }

  private Mode parsedMode() throws MojoExecutionException {
    return Mode.of(mode)
        .orElseThrow(
            () ->
                new MojoExecutionException(
                    "sandbox.mode must be enforce or audit, not '%s'".formatted(mode)));
  }

  /** Refuses an audit where it would have no effect, or outlive this build. */
  void refuseAudit() throws MojoExecutionException {
    if (parsedMode() == Mode.AUDIT) {
      throw new MojoExecutionException(
          "sandbox.mode 'audit': this goal's image always enforces the policy; audit with sandbox:run, or put <mode> into the execution of sandbox:prepare alone");
    }
  }

  /** Looks for the engine beside what the goal does meanwhile: its classes take as long to load. */
  void lookForEngine() {
    located().begin("sandbox-engine");
  }

  /** The engine, which is looked for once. */
  ContainerEngine engine() throws EngineException, InterruptedException {
    return located().get();
  }

  BackgroundTask<ContainerEngine> located() {
    if (located == null) {
      List<String> arguments = engineArguments();
      located = new BackgroundTask<>(() -> new EngineLocator().locate(engine, arguments));
    }
    return located;
  }

  /** Returns which engine is to be used, as it is configured. */
  String choice() {
    return engine;
  }

  /** Returns the engine's own global options. */
  List<String> engineArguments() {
    return CommaList.propertyElsePom(engineArgsProperty, engineArgs);
  }

  ImageBuilder imageBuilder() {
    return new ImageBuilder(
        located(),
        CacheFolders.inProject(folder().resolve("cache")),
        session.isOffline(),
        progress());
  }

  OwnArtifacts artifacts() {
    return new OwnArtifacts(repositories, session, project, plugin);
  }

  RegistryUsers registryUsers() {
    return new RegistryUsers(settings, decrypter);
  }

  private BuildProgress progress() {
    BuildProgress lines = new PlainProgress(getLog()::warn, getLog()::info, getLog()::debug);
    return session.getRequest().isInteractiveMode() && Terminal.isAttached()
        ? new TerminalProgress(lines, System.out)
        : lines;
  }
}
