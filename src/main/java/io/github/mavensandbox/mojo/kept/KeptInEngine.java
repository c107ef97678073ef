package io.github.mavensandbox.mojo.kept;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.UserLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What an engine keeps for the user, by the label that only this plugin gives. */
record KeptInEngine(ContainerEngine engine) {

  List<Kept> list() throws EngineException, InterruptedException {
    List<Kept> kept = new ArrayList<>();
    for (ImageDetails image : engine.imagesWithLabel(UserLabel.asFilter())) {
      // One that has further names is gone with the last of them.
      List<String> names = image.references().isEmpty() ? List.of(image.id()) : image.references();
      kept.add(
          new Kept(
              "image " + String.join(" ", names),
              OptionalLong.of(image.size()),
              () -> {
                for (String name : names) {
                  engine.removeImage(name);
                }
              }));
    }
    for (String volume : engine.volumesWithLabel(UserLabel.asFilter())) {
      kept.add(
          new Kept("volume " + volume, OptionalLong.empty(), () -> engine.removeVolume(volume)));
    }
    return kept;
  }
}
