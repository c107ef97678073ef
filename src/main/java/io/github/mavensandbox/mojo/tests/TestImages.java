package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.UserLabel;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.guard.GuardedContainer;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.image.ContainerSettings;
import io.github.mavensandbox.image.ImageBuilder;
import io.github.mavensandbox.image.ImageException;
import io.github.mavensandbox.image.ImageSpec;
import io.github.mavensandbox.image.ImageTarget;
import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.mojo.project.OwnArtifacts;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import io.github.mavensandbox.surefire.container.TestImage;
import io.github.mavensandbox.text.OwnFile;
import io.github.mavensandbox.text.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The images in which tests run. One is named by a digest of all that is configured of it, and has
 * a label with the version of its base, so the engine's word is enough, and Jib is only asked for a
 * new one.
 *
 * @param cache keeps what was found out about an image
 */
public record TestImages(
    BackgroundTask<ContainerEngine> located,
    ImageBuilder builder,
    OwnArtifacts artifacts,
    Path cache) {

  static final String NAME = "sandbox-test:";

  /** What its base was when it was built. */
  static final String BASE_LABEL = "io.github.mavensandbox.test-base";

  /** Half of a digest is enough to tell images apart by. */
  private static final int TAG_LENGTH = 24;

  /** What is known of an image; the number changes with what {@link #PROBE} prints. */
  private static final String KNOWN = "test-image-4-";

  /** A runtime that was made of some modules may have none for agents, and then not start. */
  private static final String AGENTS = "agents = yes\n";

  private static final String BUILD = "bind sandbox:build to the build, its phase is package";

  /** The script that prints all that has to be known of an image, in one run of it. */
  private static final String PROBE = "probe.sh";

  /** Returns the image on a base with a policy; builds it when the engine has none. */
  public TestImage get(BaseImage base, Policy policy, AppUser user, Consumer<String> warnings)
      throws MojoExecutionException, IOException, InterruptedException {
    ContainerEngine engine = located.get();
    Architecture architecture = Architecture.parse(engine.info().architecture());
    Path bundle = artifacts.tools(architecture);
    Map<String, String> files = Ruleset.of(policy).files();
    String reference = NAME + digest(base, bundle, files, user);
    BackgroundTask<Optional<String>> had =
        new BackgroundTask<>(() -> engine.imageLabel(reference, BASE_LABEL))
            .begin("sandbox-test-image");
    String version = version(base, engine);
    if (!had.get().equals(Optional.of(version))) {
      ImageSpec spec =
          new ImageSpec(
              base,
              architecture,
              bundle,
              files,
              user,
              Optional.empty(),
              List.of("java", "-version"),
              true,
              settings(version));
      builder.build(spec, new ImageTarget.Engine(List.of(reference)));
    }
    return parse(reference, known(reference, note(reference, version), engine, warnings));
  }

  /** Returns an image that the engine has, and that has the sandbox's tools and policy already. */
  public TestImage existing(String reference, Policy policy, Consumer<String> warnings)
      throws MojoExecutionException, IOException, InterruptedException {
    ContainerEngine engine = located.get();
    String id =
        engine
            .imageId(reference)
            .orElseThrow(
                () ->
                    new ImageException(
                        "the engine has no image '%s'; ".formatted(reference) + BUILD));
    refuseOthers(reference, engine);
    String probed = known(id, KNOWN + id.replaceFirst("^sha256:", ""), engine, warnings);
    StringBuilder wanted = new StringBuilder("=policy\n");
    Ruleset.of(policy)
        .files()
        .forEach((name, text) -> wanted.append(name).append('\n').append(text));
    if (!probed.endsWith(wanted + "=end\n")) {
      throw new ImageException(
          "image '%s' was built with another policy than the project's; ".formatted(reference)
              + BUILD);
    }
    return parse(id, probed);
  }

  /** An image of another version may have holes that this one has closed, and cannot be asked. */
  private void refuseOthers(String reference, ContainerEngine engine)
      throws MojoExecutionException, IOException, InterruptedException {
    Architecture architecture = Architecture.parse(engine.info().architecture());
    String version = builder.version(artifacts.tools(architecture), architecture);
    if (!engine.imageLabel(reference, SandboxImage.LABEL).equals(Optional.of(version))) {
      throw new ImageException(
          "image '%s' was not built by this version of the plugin; ".formatted(reference) + BUILD);
    }
  }

  /**
   * Returns the name of the file with what is known of an image; its time is when a build last
   * asked for the image.
   */
  static String note(String reference, String version) {
    return KNOWN + Sha256.hex((reference + version).getBytes(StandardCharsets.UTF_8));
  }

  /** What an image says of itself; it is asked once. */
  private String known(
      String reference, String note, ContainerEngine engine, Consumer<String> warnings)
      throws IOException, InterruptedException {
    Path known = cache.resolve(note);
    if (Files.exists(known)) {
      noteThatAsked(known);
      return Files.readString(known);
    }
    String probed = volumes(engine, reference) + probe(engine, reference, warnings);
    Files.createDirectories(cache);
    Path unfinished = Files.createTempFile(cache, "test-image", ".part");
    Files.writeString(unfinished, probed);
    Files.move(unfinished, known, StandardCopyOption.ATOMIC_MOVE);
    return probed;
  }

  private static void noteThatAsked(Path known) {
    try {
      Files.setLastModifiedTime(known, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // Another user owns the file, as in a cache that a CI system restored. At worst the image is
      // built again.
      return;
    }
  }

  /** Whether its containers have volumes of their own; before all that the image says itself. */
  private static String volumes(ContainerEngine engine, String reference)
      throws EngineException, InterruptedException {
    boolean none =
        engine.inspectImage(reference).filter(image -> image.volumes().isEmpty()).isPresent();
    return "volumes = " + !none + "\n";
  }

  private static ContainerSettings settings(String version) {
    return new ContainerSettings(
        Map.of(),
        List.of(),
        labels(version),
        List.of(),
        Optional.empty(),
        Instant.now().truncatedTo(ChronoUnit.DAYS),
        ContainerSettings.Format.DOCKER);
  }

  private static Map<String, String> labels(String version) {
    Map<String, String> labels = new HashMap<>(UserLabel.asMap());
    labels.put(BASE_LABEL, version);
    return labels;
  }

  private static String digest(
      BaseImage base, Path bundle, Map<String, String> policy, AppUser user)
      throws MojoExecutionException, IOException {
    StringBuilder all = new StringBuilder();
    all.append(base).append('\n').append(user);
    all.append('\n').append(version(bundle)).append('\n').append(version(ownClasses()));
    new TreeMap<>(policy)
        .forEach((name, text) -> all.append('\n').append(name).append('\n').append(text));
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, TAG_LENGTH);
  }

  /** What a name stands for today. A registry is not asked again once the engine has the image. */
  private static String version(BaseImage base, ContainerEngine engine)
      throws IOException, InterruptedException {
    if (base instanceof BaseImage.Engine image) {
      return engine.imageId(image.reference()).orElse("none");
    }
    return base instanceof BaseImage.Tar tar ? version(tar.file()) : "any";
  }

  /** The plugin's jar, or the folder of its classes. */
  private static Path ownClasses() throws MojoExecutionException {
    try {
      return Path.of(TestImages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new MojoExecutionException(
          "cannot find the plugin's own classes: " + e.getMessage(), e);
    }
  }

  private static String version(Path file) throws IOException {
    return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  /**
   * Nothing but loopback is open, and no name is resolved: those of the policy are of networks that
   * only tests join.
   */
  private static String probe(ContainerEngine engine, String reference, Consumer<String> warnings)
      throws InterruptedException, IOException {
    String script = OwnFile.text(TestImages.class, PROBE);
    List<String> command =
        new ArrayList<>(List.of("--quiet", "/sandbox/bin/busybox", "sh", "-c", script, "probe"));
    command.addAll(Ruleset.FILES);
    ContainerSpec spec =
        ContainerSpec.of(
                reference,
                ContainerGuard.newName("probe"),
                Program.of(command, Map.of("ALLOWED_CIDR", "127.0.0.1")))
            .with(Privileges.of(SandboxImage.CAPABILITIES));
    try (ContainerGuard guard = ContainerGuard.open(engine, warnings);
        GuardedContainer container = guard.create(spec, Duration.ofHours(1))) {
      Process client = container.start(ContainerEngine.Streams.PIPED);
      client.getOutputStream().close();
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!said.endsWith("=end\n") || !said.contains("java.home = ")) {
        String why = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new ImageException(
            "the tests' image has no java that starts: "
                + (said + why).replaceAll("\\s+", " ").strip());
      }
      return said;
    }
  }

  private static TestImage parse(String reference, String probed) throws ImageException {
    int passwd = probed.indexOf("=passwd\n");
    int group = probed.indexOf("=group\n");
    int end = probed.indexOf("=policy\n");
    String java = probed.substring(0, passwd);
    return new TestImage(
        reference,
        AppUser.parse(property(java, "user")),
        property(java, "java.home"),
        Boolean.parseBoolean(property(java, "volumes")),
        "JAVA_VERSION=\"" + property(java, "java.version") + "\"\n",
        java.endsWith(AGENTS),
        probed.substring(passwd + "=passwd\n".length(), group),
        probed.substring(group + "=group\n".length(), end));
  }

  private static String property(String settings, String name) throws ImageException {
    return settings
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + " = "))
        .map(line -> line.substring(name.length() + 3))
        .findFirst()
        .orElseThrow(() -> new ImageException("the tests' java does not tell its " + name));
  }
}
