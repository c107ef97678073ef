package io.github.mavensandbox.engine;

import io.github.mavensandbox.engine.options.CreateOptions;
import java.util.Map;

/**
 * The label of what an engine keeps for a user from one build to the next, such as the images in
 * which tests run. Several users may share an engine; what has another user's name is not touched.
 */
public final class UserLabel {

  private static final String NAME = CreateOptions.OWN_LABELS + ".user";

  private UserLabel() {}

  /** Returns the label, by its name, with the user who runs this process. */
  public static Map<String, String> asMap() {
    return Map.of(NAME, System.getProperty("user.name"));
  }

  /** Returns it as an engine is asked for what has it: {@code name=user}. */
  public static String asFilter() {
    return NAME + "=" + System.getProperty("user.name");
  }
}
