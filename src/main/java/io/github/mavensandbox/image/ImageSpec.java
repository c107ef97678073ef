package io.github.mavensandbox.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restricted image is made of. The same specification of the same files gives the same image
 * id, on any machine and in any directory.
 *
 * @param base what the program runs on
 * @param architecture of the base and the tools
 * @param tools the tools bundle for that architecture: a {@code .tar.gz}, or the folder it unpacks
 *     to
 * @param policy the files of the policy layer by name
 * @param user the user that the program runs as
 * @param program the project's classes and dependencies; empty for an image of nothing but the
 *     tools and the policy
 * @param command what a container runs unless it is told something else
 * @param needsJava whether {@code command} starts with {@code java}, so that a base without it is
 *     refused
 * @param settings the image's other properties
 */
public record ImageSpec(
    BaseImage base,
    Architecture architecture,
    Path tools,
    Map<String, String> policy,
    AppUser user,
    Optional<Program> program,
    List<String> command,
    boolean needsJava,
    ContainerSettings settings) {

  public ImageSpec {
    policy = Map.copyOf(policy);
    command = List.copyOf(command);
  }
}
