package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.Ports;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells Jib what an image is made of. */
final class ImagePlan {

  private static final String ENTRYPOINT = "/sandbox/entrypoint";

  private final ImageSpec spec;
  private final List<FileEntriesLayer> layers;
  private final String version;
  private final Set<Port> ports;
  private final Set<AbsoluteUnixPath> volumes;

  /**
   * Checks what a specification says.
   *
   * @param layers the layers above the base, lowest first
   * @param version of what locks the network
   * @throws ImageException if a port or a path is malformed
   */
  ImagePlan(ImageSpec spec, List<FileEntriesLayer> layers, String version) throws ImageException {
    this.spec = spec;
    this.layers = layers;
    this.version = version;
    ports = ports(spec.settings().ports());
    volumes = new HashSet<>();
    for (String volume : spec.settings().volumes()) {
      volumes.add(path("volume", volume));
    }
    if (spec.settings().workingDirectory().isPresent()) {
      path("working directory", spec.settings().workingDirectory().get());
    }
  }

  private static Set<Port> ports(List<String> texts) throws ImageException {
    try {
      return Ports.parse(texts);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          "ports %s: %s; write a port or a range, with /udp or without: 8080, 8000-8010, 53/udp"
              .formatted(texts, String.valueOf(e.getMessage()).replaceFirst("[.]$", "")),
          e);
    }
  }

  private static AbsoluteUnixPath path(String what, String text) throws ImageException {
    try {
      return AbsoluteUnixPath.get(text);
    } catch (IllegalArgumentException e) {
      throw new ImageException(what + " '" + text + "' is not an absolute path such as /data", e);
    }
  }

  /** Adds everything to a base, in the format that is configured. */
  JibContainerBuilder on(JibContainerBuilder base) {
    return on(base, spec.settings().format());
  }

  /** Adds everything to a base. */
  JibContainerBuilder on(JibContainerBuilder base, ContainerSettings.Format format) {
    ContainerSettings settings = spec.settings();
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", SandboxImage.HOME);
    // A base that has the variable, as the founding article's do, must not replace the policy.
    environment.put("ALLOWED_CIDR", "policy");
    environment.putAll(settings.environment());
    Map<String, String> labels = new HashMap<>(settings.labels());
    labels.put(SandboxImage.LABEL, version);
    base.setPlatforms(Set.of(new Platform(spec.architecture().label(), "linux")))
        .setFileEntriesLayers(layers)
        // The entry point sets the rules as root, and drops all of it before the program starts.
        .setUser("0")
        .setEntrypoint(ENTRYPOINT)
        .setProgramArguments(spec.command())
        .setEnvironment(environment)
        .setLabels(labels)
        .setExposedPorts(ports)
        .setVolumes(volumes)
        .setCreationTime(settings.creationTime())
        .setFormat(format.jib());
    settings.workingDirectory().map(AbsoluteUnixPath::get).ifPresent(base::setWorkingDirectory);
    return base;
  }

  int layerCount() {
    return layers.size();
  }
}
