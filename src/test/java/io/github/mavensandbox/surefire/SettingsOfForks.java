package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.surefire.files.TargetFiles;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings of a module of which a test sets little. */
public final class SettingsOfForks {

  private SettingsOfForks() {}

  /** Its target is {@code target}, and all else is by default. */
  public static ForkSettings of(
      Path basedir,
      Path repository,
      List<Path> files,
      TrackedFiles tracked,
      CreateOptions options) {
    Path target = basedir.resolve("target");
    return new ForkSettings(
        basedir,
        target,
        new TargetFiles(target, "app-1"),
        files,
        tracked,
        new LocalRepository(repository, "", false),
        Map.of(),
        Map.of(),
        Set.of(),
        List.of(),
        Mode.ENFORCE,
        HostPorts.NONE,
        List.of(),
        Limits.DEFAULT,
        options,
        Optional.empty(),
        Duration.ofMinutes(1));
  }
}
