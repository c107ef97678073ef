package io.github.mavensandbox.engine;

import io.github.mavensandbox.engine.options.CreateOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The label of what an engine keeps for a user from one build to the next, such as the images in
 * which tests run. Several users may share an engine; what has another user's name is not touched.
 *
 * <p>Many containers of CI systems run as {@code root}, or as a user without a name. There, the
 * machine's name belongs to the label.
 */
public final class UserLabel {

  private static final String NAME = CreateOptions.OWN_LABELS + ".user";

  /** What Java calls a user whose number has no name. */
  private static final String NO_NAME = "?";

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private UserLabel() {}

  /** Returns the label, by its name, with the user who runs this process. */
  public static Map<String, String> asMap() {
    return Map.of(NAME, value());
  }

  /** Returns it as an engine is asked for what has it: {@code name=user}. */
  public static String asFilter() {
    return NAME + "=" + value();
  }

  private static String value() {
    return of(System.getProperty("user.name"), UserLabel::machine);
  }

  static String of(String user, Supplier<String> machine) {
    return user.equals("root") || user.equals(NO_NAME) ? user + "@" + machine.get() : user;
  }

  /** Java would ask a name server for it, which may take long. */
  private static String machine() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
    }
  }
}
