package io.github.mavensandbox.engine;

import java.util.List;

/**
 * What the first process of a container may do.
 *
 * @param capabilities the capabilities to add to none, without {@code CAP_}
 * @param all every capability and every device, no security profile
 * @param noNew that no program in it gets more, such as by a set-user-ID bit
 */
public record Privileges(List<String> capabilities, boolean all, boolean noNew) {

  public Privileges {
    capabilities = List.copyOf(capabilities);
  }

  /** Makes privileges of some capabilities. */
  public static Privileges of(List<String> capabilities) {
    return new Privileges(capabilities, false, false);
  }
}
