package io.github.mavensandbox.mojo.kept;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.UserLabel;
import io.github.mavensandbox.mojo.tests.TestImageNames;
import java.util.ArrayList;
import java.util.List;

/** What an engine keeps for the user: the images for tests with the user's label. */
record KeptInEngine(ContainerEngine engine) {

  List<Kept> list() throws EngineException, InterruptedException {
    List<Kept> kept = new ArrayList<>();
    for (ImageDetails image : engine.imagesWithLabel(UserLabel.asFilter())) {
      List<String> names = TestImageNames.of(image);
      if (names.isEmpty()) {
        continue;
      }
      kept.add(
          new Kept(
              "image " + String.join(" ", names),
              image.size(),
              () -> {
                for (String name : names) {
                  engine.removeImage(name);
                }
              }));
    }
    return kept;
  }
}
