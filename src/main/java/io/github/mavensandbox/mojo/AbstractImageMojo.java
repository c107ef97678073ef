package io.github.mavensandbox.mojo;

import io.github.mavensandbox.mojo.config.Container;
import io.github.mavensandbox.mojo.config.From;
import io.github.mavensandbox.mojo.config.To;
import io.github.mavensandbox.mojo.project.ImageConfiguration;
import io.github.mavensandbox.mojo.project.ProjectImage;
import io.github.mavensandbox.mojo.project.ProjectProgram;
import io.github.mavensandbox.policy.PolicyException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals share that build an image of the project. */
abstract class AbstractImageMojo extends AbstractEngineMojo {

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

  ImageConfiguration configuration() throws MojoExecutionException {
    return new ImageConfiguration(
        project,
        From.of(from, fromImage),
        To.of(to, toImage, toTar),
        Container.of(container, mainClass, args, jvmFlags, ports),
        registryUsers());
  }

  ProjectImage image() throws MojoExecutionException, PolicyException {
    return new ProjectImage(
        configuration(),
        policy(),
        ProjectProgram.of(project),
        artifacts(),
        located(),
        imageBuilder());
  }
}
