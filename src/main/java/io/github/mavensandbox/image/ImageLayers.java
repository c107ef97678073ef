package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import io.github.mavensandbox.tools.ToolsBundle;
import io.github.mavensandbox.tools.ToolsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lays out the layers above the base: what changes least is lowest, because an engine makes every
 * layer above a new one new, and each costs it as much time as a call of its command line.
 *
 * @param spec what is in it
 * @param generated a folder for the files that are not the project's own
 * @param cache a folder that outlives {@code mvn clean}
 */
record ImageLayers(ImageSpec spec, Path generated, Path cache) {

  /** The file beside those of the policy that names the user. */
  static final String USER = "user";

  private static final String ROOT_OWNED = "0:0";
  private static final FilePermissions DATA = FilePermissions.fromOctalString("644");
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");

  /**
   * Started and not read: the kernel then lets no process of the same user trace one of its
   * programs.
   */
  private static final FilePermissions LOADER = FilePermissions.fromOctalString("711");

  private static final FilePermissions PRIVATE = FilePermissions.fromOctalString("750");

  /** Returns the layers that have something in them, lowest first. */
  List<FileEntriesLayer> build() throws ImageException {
    try {
      return Stream.of(
              tools(),
              libraries("dependencies", false),
              libraries("changing dependencies", true),
              policy(),
              classes("resources", Program.RESOURCES, file -> !isClass(file)),
              classes("classes", Program.CLASSES, ImageLayers::isClass))
          .filter(layer -> !layer.getEntries().isEmpty())
          .toList();
    } catch (ImageException e) {
      throw e;
    } catch (ToolsException e) {
      throw new ImageException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new ImageException("cannot read the project's files: " + e.getCause(), e);
    } catch (IOException e) {
      throw new ImageException("cannot lay out the image: " + e, e);
    }
  }

  private FileEntriesLayer tools() throws IOException {
    FileEntriesLayer.Builder layer = layer("tools");
    Path root = ToolsBundle.open(spec.tools(), cache);
    for (Path file : files(root)) {
      String path = "/sandbox/" + slashes(root.relativize(file));
      add(layer, file, path, toolPermissions(path), ROOT_OWNED);
    }
    for (String name : SandboxImage.SCRIPTS) {
      FilePermissions permissions = name.equals("entrypoint") ? PROGRAM : DATA;
      add(
          layer,
          write(name, SandboxImage.script(name)),
          "/sandbox/" + name,
          permissions,
          ROOT_OWNED);
    }
    byte[] filter = SeccompFilter.forArchitecture(spec.architecture());
    add(layer, write("seccomp.bpf", filter), "/sandbox/seccomp.bpf", DATA, ROOT_OWNED);
    return layer.build();
  }

  private static FilePermissions toolPermissions(String path) {
    if (path.equals("/sandbox/lib/ld.so")) {
      return LOADER;
    }
    return path.startsWith("/sandbox/bin/") ? PROGRAM : DATA;
  }

  private FileEntriesLayer libraries(String name, boolean changing) throws IOException {
    FileEntriesLayer.Builder layer = layer(name);
    if (spec.program().isPresent()) {
      for (Map.Entry<String, ClasspathEntry> library :
          spec.program().get().libraries().entrySet()) {
        if (library.getValue().changing() == changing) {
          addAll(layer, library.getValue().file(), library.getKey(), file -> true);
        }
      }
    }
    return layer.build();
  }

  private FileEntriesLayer classes(String name, String folder, Predicate<Path> wanted)
      throws IOException {
    FileEntriesLayer.Builder layer = layer(name);
    // A project may have none of its own: its program is then in a dependency, or some command.
    if (spec.program().isPresent() && Files.exists(spec.program().get().classes())) {
      addAll(layer, spec.program().get().classes(), folder, wanted);
    }
    return layer.build();
  }

  private FileEntriesLayer policy() throws IOException {
    FileEntriesLayer.Builder layer = layer("policy");
    Map<String, String> files = new TreeMap<>(spec.policy());
    files.put(USER, spec.user() + "\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
      String path = "policy/" + file.getKey();
      add(layer, write(path, content), "/sandbox/" + path, DATA, ROOT_OWNED);
    }
    Path home = Files.createDirectories(generated.resolve("home"));
    add(layer, home, SandboxImage.HOME, PRIVATE, spec.user().toString());
    return layer.build();
  }

  private static FileEntriesLayer.Builder layer(String name) {
    return FileEntriesLayer.builder().setName(name);
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class");
  }

  /** Adds a file, or a folder with all the files in it that are wanted. */
  private static void addAll(
      FileEntriesLayer.Builder layer, Path source, String path, Predicate<Path> wanted)
      throws IOException {
    for (Path file : files(source)) {
      if (wanted.test(file)) {
        String relative = slashes(source.relativize(file));
        String target = relative.isEmpty() ? path : path + "/" + relative;
        add(layer, file, target, DATA, ROOT_OWNED);
      }
    }
  }

  private static void add(
      FileEntriesLayer.Builder layer,
      Path source,
      String path,
      FilePermissions permissions,
      String owner) {
    layer.addEntry(
        source,
        AbsoluteUnixPath.get(path),
        permissions,
        FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
        owner);
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      throw new NoSuchFileException(root.toString());
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String slashes(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** Writes a file unless it is there as it should be: Jib goes by the file's time. */
  private Path write(String name, byte[] content) throws IOException {
    Path file = generated.resolve(name);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
    return file;
  }
}
