package io.github.mavensandbox.engine;

import io.github.mavensandbox.engine.options.CreateOptions;
import java.util.List;

/**
 * What a container is created from. Nothing of the caller's environment, files or namespaces goes
 * in that is not named here. All capabilities are dropped but those that are listed.
 *
 * @param image a reference or an id that the engine has
 * @param name chosen before the container exists, so that it can be removed whatever happens in
 *     between
 * @param options more options for {@code create}, of the user's
 */
public record ContainerSpec(
    String image,
    String name,
    Program program,
    Privileges privileges,
    Limits limits,
    ContainerNetwork network,
    Volumes volumes,
    CreateOptions options) {

  /** Refuses a name that would be read as something else. */
  public ContainerSpec {
    if (image.isBlank() || image.startsWith("-")) {
      throw new IllegalArgumentException("image '" + image + "' is not a reference to an image");
    }
    EngineName.checkContainer(name);
  }

  /** Makes a specification with the default limits, the default network and nothing else. */
  public static ContainerSpec of(String image, String name, Program program) {
    return new ContainerSpec(
        image,
        name,
        program,
        Privileges.of(List.of()),
        Limits.DEFAULT,
        new ContainerNetwork.Own(List.of(), List.of()),
        Volumes.NONE,
        CreateOptions.NONE);
  }

  /** Returns this specification with other privileges. */
  public ContainerSpec with(Privileges other) {
    return new ContainerSpec(image, name, program, other, limits, network, volumes, options);
  }

  /** Returns this specification with other limits. */
  public ContainerSpec with(Limits other) {
    return new ContainerSpec(image, name, program, privileges, other, network, volumes, options);
  }

  /** Returns this specification with another network. */
  public ContainerSpec with(ContainerNetwork other) {
    return new ContainerSpec(image, name, program, privileges, limits, other, volumes, options);
  }

  /** Returns this specification with other volumes. */
  public ContainerSpec with(Volumes other) {
    return new ContainerSpec(image, name, program, privileges, limits, network, other, options);
  }

  /** Returns this specification with other options of the user's. */
  public ContainerSpec with(CreateOptions other) {
    return new ContainerSpec(image, name, program, privileges, limits, network, volumes, other);
  }
}
