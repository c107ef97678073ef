package io.github.mavensandbox.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles the programs of src/it/programs/agent, each for the oldest Java that it is for. */
final class Programs {

  private static final Path SOURCES = Path.of("src/it/programs/agent").toAbsolutePath();
  private static final Path LIBRARIES = Path.of("target/agent/libraries").toAbsolutePath();
  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  private Programs() {}

  /** The folder of classes of a program. */
  static Path compiled(String name, int release) {
    return COMPILED.computeIfAbsent(name, key -> compile(key, release));
  }

  /** A jar of what the agent has to get along with, by its artifact's name. */
  static Path library(String artifact) {
    return LIBRARIES.resolve(artifact + ".jar");
  }

  /** A class path of a program and of libraries. */
  static String classPath(Path program, String... artifacts) {
    return Stream.concat(Stream.of(program), Stream.of(artifacts).map(Programs::library))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path compile(String name, int release) {
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target/agent")), name);
      compile(folder, release, List.of("-cp", libraries()), SOURCES.resolve(name + ".java"));
      return folder.toAbsolutePath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String libraries() throws IOException {
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** Compiles source files into a folder. */
  static void compile(Path folder, int release, List<String> options, Path... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of("-nowarn", "-Xlint:-options", "--release", "" + release, "-d", folder.toString()));
    arguments.addAll(options);
    for (Path source : sources) {
      arguments.add(source.toString());
    }
    if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("does not compile: " + List.of(sources));
    }
  }
}
