package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.Terminal;
import io.github.mavensandbox.image.BuildProgress;
import io.github.mavensandbox.image.CacheFolders;
import io.github.mavensandbox.image.EngineSource;
import io.github.mavensandbox.image.ImageBuilder;
import io.github.mavensandbox.image.PlainProgress;
import io.github.mavensandbox.image.TerminalProgress;
import io.github.mavensandbox.policy.PolicyException;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/** What the goals share that build an image of the project. */
abstract class AbstractImageMojo extends AbstractSandboxMojo {

  @Component private RepositorySystem repositories;

  private @Nullable EngineSource engines;

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
   * The engine's own global options, which stand before its command: one word each.
   *
   * <pre>
   * &lt;engineArgs&gt;
   *   &lt;engineArg&gt;--runtime&lt;/engineArg&gt;
   *   &lt;engineArg&gt;runc&lt;/engineArg&gt;
   * &lt;/engineArgs&gt;
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable List<String> engineArgs;

  /**
   * Alias for <code>engineArgs</code> on the command line: words, separated by commas, for example
   * <code>-Dsandbox.engineArgs=--runtime,runc</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.engineArgs")
  private @Nullable String engineArgsProperty;

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
  @Parameter private @Nullable From from;

  /**
   * Alias for <code>&lt;from&gt;&lt;image&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.from.image")
  private @Nullable String fromImage;

  /**
   * Where the image goes, as in jib-maven-plugin: by default into the engine, as <code>
   * ARTIFACT-sandbox:VERSION</code>. With <code>registry://</code> before the name it is pushed to
   * its registry; <code>&lt;tar&gt;</code> names a file to write instead. No engine is needed for
   * these two.
   *
   * <pre>
   * &lt;to&gt;
   *   &lt;image&gt;registry://registry.internal/app&lt;/image&gt;
   *   &lt;tags&gt;&lt;tag&gt;${project.version}&lt;/tag&gt;&lt;/tags&gt;
   * &lt;/to&gt;
   * </pre>
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable To to;

  /**
   * Alias for <code>&lt;to&gt;&lt;image&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.to.image")
  private @Nullable String toImage;

  /**
   * Alias for <code>&lt;to&gt;&lt;tar&gt;</code> on the command line: a file, relative to the
   * project's directory.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.to.tar")
  private @Nullable String toTar;

  /**
   * What runs in the image and how, as in jib-maven-plugin.
   *
   * <pre>
   * &lt;container&gt;
   *   &lt;mainClass&gt;com.example.Main&lt;/mainClass&gt;
   *   &lt;args&gt;&lt;arg&gt;--verbose&lt;/arg&gt;&lt;/args&gt;
   *   &lt;jvmFlags&gt;&lt;jvmFlag&gt;-Xmx256m&lt;/jvmFlag&gt;&lt;/jvmFlags&gt;
   *   &lt;environment&gt;&lt;MODE&gt;test&lt;/MODE&gt;&lt;/environment&gt;
   *   &lt;ports&gt;&lt;port&gt;8080&lt;/port&gt;&lt;/ports&gt;
   *   &lt;user&gt;10001:10001&lt;/user&gt;
   * &lt;/container&gt;
   * </pre>
   *
   * Also: <code>labels</code>, <code>volumes</code>, <code>workingDirectory</code>, <code>
   * creationTime</code>, <code>format</code>.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable Container container;

  /**
   * Alias for <code>&lt;container&gt;&lt;mainClass&gt;</code> on the command line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.mainClass")
  private @Nullable String mainClass;

  /**
   * Alias for <code>&lt;container&gt;&lt;args&gt;</code> on the command line: words that are
   * separated by spaces; quotes keep words together.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.args")
  private @Nullable String args;

  /**
   * Alias for <code>&lt;container&gt;&lt;jvmFlags&gt;</code> on the command line: words that are
   * separated by spaces.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.jvmFlags")
  private @Nullable String jvmFlags;

  /**
   * Alias for <code>&lt;container&gt;&lt;ports&gt;</code> on the command line: ports, separated by
   * commas, such as <code>8080,5005/tcp,9000-9010</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.ports")
  private @Nullable String ports;

  /** Whether there is nothing to run in this project; says so. */
  boolean isPom() {
    if (!project.getPackaging().equals("pom")) {
      return false;
    }
    getLog().info("skipped: a project with packaging 'pom' has no program");
    return true;
  }

  EngineSource engines() {
    if (engines == null) {
      engines =
          new LocatedEngine(
              engine,
              CommaList.parseWords(engineArgsProperty)
                  .orElse(engineArgs == null ? List.of() : engineArgs));
    }
    return engines;
  }

  ImageConfiguration configuration() throws MojoExecutionException {
    return new ImageConfiguration(
        project,
        from,
        to,
        container,
        Overrides.of(fromImage, toImage, toTar, mainClass, args, jvmFlags, ports),
        new RegistryUsers(settings, decrypter));
  }

  ProjectImage image() throws MojoExecutionException, PolicyException {
    return new ProjectImage(
        configuration(),
        policy(),
        ProjectProgram.of(project),
        new ToolsResolver(repositories, session, project, plugin),
        engines(),
        new ImageBuilder(
            engines(),
            CacheFolders.inProject(folder().resolve("cache")),
            session.isOffline(),
            progress()));
  }

  private BuildProgress progress() {
    BuildProgress lines = new PlainProgress(getLog()::warn, getLog()::info, getLog()::debug);
    return session.getRequest().isInteractiveMode() && Terminal.isAttached()
        ? new TerminalProgress(lines, System.out)
        : lines;
  }
}
