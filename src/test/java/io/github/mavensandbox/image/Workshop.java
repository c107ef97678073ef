package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project, a base and all that an image is built of, in one folder. */
final class Workshop {

  final Path folder;
  final List<String> steps = new ArrayList<>();
  Path base;
  Architecture architecture = Architecture.AMD64;
  Path tools;
  List<ClasspathEntry> dependencies = List.of();
  boolean needsJava = true;
  boolean offline;
  BuildProgress progress = new PlainProgress(steps::add, steps::add, detail -> {});
  ContainerSettings settings = ContainerSettings.DEFAULT;
  BackgroundTask<ContainerEngine> engine =
      new BackgroundTask<>(
          () -> {
            throw new EngineException("no engine is needed here");
          });

  Workshop(Path folder) throws IOException {
    this.folder = folder;
    base = BaseTar.withJava().write(Files.createDirectories(folder).resolve("base.tar"));
    tools = folder.resolve("tools");
    for (String file : List.of("bin/busybox", "lib/ld.so", "lib/libc.so.6", "share/doc/PACKAGES")) {
      Path path = tools.resolve("sandbox").resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, file);
    }
    Files.createDirectories(classes());
    Files.writeString(classes().resolve("Program.class"), "class");
    Files.writeString(classes().resolve("program.properties"), "a=b\n");
  }

  Path classes() {
    return folder.resolve("classes");
  }

  ImageSpec spec(BaseImage base) throws ImageException {
    Program program = new Program(classes(), dependencies);
    return new ImageSpec(
        base,
        architecture,
        tools,
        Map.of("rules4", "*filter\nCOMMIT\n", "names", ""),
        AppUser.DEFAULT,
        Optional.of(program),
        program.command(List.of("-Xmx64m"), "Program", List.of("x")),
        needsJava,
        settings);
  }

  BuiltImage build(BaseImage base, ImageTarget target) throws IOException, InterruptedException {
    CacheFolders caches = new CacheFolders(folder.resolve("cache"), folder.resolve("sandbox"));
    return new ImageBuilder(engine, caches, offline, progress).build(spec(base), target);
  }

  /** Builds on the base in the folder, into a file beside it. */
  BuiltImage buildTar() throws IOException, InterruptedException {
    return build(new BaseImage.Tar(base), new ImageTarget.Tar(tar(), List.of("app:1")));
  }

  Path tar() {
    return folder.resolve("app.tar");
  }
}
