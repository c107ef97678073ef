package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.image.CacheFolders;
import io.github.mavensandbox.image.ContainerSettings;
import io.github.mavensandbox.image.ImageBuilder;
import io.github.mavensandbox.image.ImageSpec;
import io.github.mavensandbox.image.ImageTarget;
import io.github.mavensandbox.image.PlainProgress;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a run of tests: each is built once, by the plugin's own code. */
final class Images implements AutoCloseable {

  private static final Path TARGET = Path.of("target");

  private final ContainerEngine engine;
  private final String name;
  private final ImageBuilder builder;
  private final Map<Recipe, String> built = new HashMap<>();

  /**
   * Makes none yet.
   *
   * @param name of all images; the tags differ
   */
  Images(ContainerEngine engine, String name) {
    this.engine = engine;
    this.name = name;
    builder =
        new ImageBuilder(
            new BackgroundTask<>(() -> engine),
            CacheFolders.inProject(TARGET.resolve("it-images")),
            true,
            new PlainProgress(line -> {}, line -> {}, line -> {}));
  }

  /** Returns the reference of the image, which has no command of its own. */
  String get(Recipe recipe) throws Exception {
    String reference = built.get(recipe);
    if (reference == null) {
      reference = name + ":" + (built.size() + 1);
      builder.build(spec(recipe), new ImageTarget.Engine(List.of(reference)));
      built.put(recipe, reference);
    }
    return reference;
  }

  private ImageSpec spec(Recipe recipe) throws Exception {
    String architecture = engine.info().architecture();
    return new ImageSpec(
        new BaseImage.Engine(recipe.base()),
        Architecture.parse(architecture),
        TARGET.resolve("tools/tools-linux-" + architecture + ".tar.gz"),
        Ruleset.of(Policy.of(recipe.allow(), recipe.deny())).files(),
        AppUser.DEFAULT,
        Optional.empty(),
        List.of(),
        false,
        ContainerSettings.DEFAULT);
  }

  @Override
  public void close() throws Exception {
    EngineException failures = new EngineException("not all images could be removed");
    for (String reference : built.values()) {
      try {
        engine.removeImage(reference);
      } catch (EngineException e) {
        failures.addSuppressed(e);
      }
    }
    if (failures.getSuppressed().length > 0) {
      throw failures;
    }
  }
}
