package io.github.mavensandbox.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra"));
    command.addAll(List.of(options));
    command.addAll(List.of("-o", program.toString(), SOURCES.resolve(source).toString()));
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(gcc.getInputStream().readAllBytes(), UTF_8);
    if (gcc.waitFor() != 0) {
      throw new IOException(said);
    }
    return program;
  }
}
