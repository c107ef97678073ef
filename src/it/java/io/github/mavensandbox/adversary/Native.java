package io.github.mavensandbox.adversary;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The attacker's programs in C, compiled for whatever image they get into. */
final class Native {

  private static final Path SOURCES = Technique.PROJECT.resolve("native");

  private Native() {}

  /** Compiles them all, and returns them by their names. */
  static Map<String, Path> compile(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return Map.of(
        "attack", gcc(folder.resolve("attack"), "attack.c", "-static"),
        "receiver", gcc(folder.resolve("receiver"), "receiver.c", "-static"),
        "preload.so", gcc(folder.resolve("preload.so"), "preload.c", "-shared", "-fPIC"));
  }

  private static Path gcc(Path program, String source, String... options)
      throws IOException, InterruptedException {
    CommandLine.of("gcc", "-O2", "-Wall", "-Wextra")
        .with(options)
        .with("-o", program.toString(), SOURCES.resolve(source).toString())
        .output();
    return program;
  }
}
