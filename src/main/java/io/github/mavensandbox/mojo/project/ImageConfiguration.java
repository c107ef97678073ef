package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.image.ContainerSettings;
import io.github.mavensandbox.image.ImageException;
import io.github.mavensandbox.image.MainClass;
import io.github.mavensandbox.image.Program;
import io.github.mavensandbox.mojo.config.Container;
import io.github.mavensandbox.mojo.config.From;
import io.github.mavensandbox.mojo.config.To;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The image as it is configured: user property, then POM, then default. */
public record ImageConfiguration(
    MavenProject project, From from, To to, Container container, RegistryUsers users) {

  private static final String TO_REGISTRY = "registry://";

  public BaseImage base() throws ImageException {
    String reference =
        Optional.ofNullable(from.image).orElseGet(() -> JavaRelease.baseImage(project));
    return BaseImage.parse(reference, users.of(reference, from.auth));
  }

  /** The architecture that is asked for, if one is. */
  Optional<Architecture> architecture() throws ImageException {
    List<From.Platform> platforms = from.platforms == null ? List.of() : from.platforms;
    if (platforms.isEmpty()) {
      return Optional.empty();
    }
    From.Platform platform = platforms.get(0);
    if (platforms.size() > 1 || !"linux".equals(platform.os) || platform.architecture == null) {
      throw new ImageException(
          "<from><platforms> must be one <platform> with an <architecture> and the <os> linux;"
              + " build once for each architecture");
    }
    return Optional.of(Architecture.parse(platform.architecture));
  }

  /** The architecture of the machine that Maven runs on, for images that no engine gets. */
  static Architecture ownArchitecture() throws ImageException {
    String name = System.getProperty("os.arch");
    return Architecture.parse(name.equals("aarch64") ? "arm64" : name);
  }

  /** The file to write the image to, if it does not go to an engine or registry. */
  public Optional<Path> tar() {
    return Optional.ofNullable(to.tar).map(file -> project.getBasedir().toPath().resolve(file));
  }

  public boolean isForEngine() {
    return tar().isEmpty() && !isForRegistry();
  }

  boolean isForRegistry() {
    return toImage().startsWith(TO_REGISTRY);
  }

  RegistryUsers.Login registry() {
    return new RegistryUsers.Login(references(), users.of(references().get(0), to.auth));
  }

  /** All names of the image, the first one first. */
  public List<String> references() {
    String reference = toImage().replaceFirst("^(registry|docker)://", "");
    List<String> references = new ArrayList<>(List.of(reference));
    String name = reference.replaceFirst(":[^/:]+$", "");
    for (String tag : to.tags == null ? List.<String>of() : to.tags) {
      references.add(name + ":" + tag);
    }
    return references;
  }

  private String toImage() {
    return Optional.ofNullable(to.image).orElseGet(this::ownName);
  }

  /** Of the artifact's id and version, what an image's name and tag may have in them. */
  private String ownName() {
    String name =
        project
            .getArtifactId()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String tag = project.getVersion().replaceAll("[^A-Za-z0-9_.-]", "-");
    return name + "-sandbox:" + tag;
  }

  public AppUser user() throws ImageException {
    return container.user == null ? AppUser.DEFAULT : AppUser.parse(container.user);
  }

  /** The command that starts the program. */
  List<String> javaCommand(Program program) throws ImageException {
    String mainClass =
        container.mainClass == null ? MainClass.find(program.classes()) : container.mainClass;
    return program.command(listed(container.jvmFlags), mainClass, listed(container.args));
  }

  public List<String> ports() {
    return listed(container.ports);
  }

  /**
   * The time zone and the language of where Maven runs, as far as they are not configured: nothing
   * else of the caller's environment goes in.
   */
  public Map<String, String> locale() {
    Map<String, String> locale = new TreeMap<>();
    locale.put("TZ", TimeZone.getDefault().getID());
    locale.put("LANG", "C.UTF-8");
    locale.keySet().removeAll(mapped(container.environment).keySet());
    return locale;
  }

  public ContainerSettings settings() throws ImageException {
    return new ContainerSettings(
        mapped(container.environment),
        ports(),
        mapped(container.labels),
        listed(container.volumes),
        Optional.ofNullable(container.workingDirectory),
        creationTime(),
        format());
  }

  private Instant creationTime() throws ImageException {
    String time = container.creationTime == null ? "EPOCH" : container.creationTime;
    try {
      return switch (time) {
        case "EPOCH" -> Instant.EPOCH;
        case "USE_CURRENT_TIMESTAMP" -> Instant.now();
        default -> OffsetDateTime.parse(time).toInstant();
      };
    } catch (DateTimeException e) {
      throw new ImageException(
          "<container><creationTime> '%s' is none of: EPOCH, USE_CURRENT_TIMESTAMP, an ISO 8601 date and time such as 2026-01-31T12:00:00Z"
              .formatted(time),
          e);
    }
  }

  private ContainerSettings.Format format() throws ImageException {
    String format = container.format == null ? "Docker" : container.format;
    try {
      return ContainerSettings.Format.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ImageException("<container><format> '" + format + "' is none of: Docker, OCI", e);
    }
  }

  private static List<String> listed(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private static Map<String, String> mapped(@Nullable Map<String, String> values) {
    return values == null ? Map.of() : values;
  }
}
