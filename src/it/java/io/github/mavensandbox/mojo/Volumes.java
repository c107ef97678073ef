package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.EngineUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The engine's volumes: others may make some at any time, so those of a build are followed. */
final class Volumes {

  /** How a container's are told. */
  private static final String FORMAT = "{{range .Mounts}}{{.Name}} {{end}}";

  /** An engine forgets a container before it removes its volumes. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Volumes() {}

  /** The names of those that containers have. */
  static Set<String> of(List<String> containers) throws IOException, InterruptedException {
    Stream<String> inspect = Stream.of("inspect", "--format", FORMAT);
    return words(
        EngineUnderTest.run(Stream.concat(inspect, containers.stream()).toArray(String[]::new)));
  }

  static Set<String> words(String text) {
    return Stream.of(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that are still there after a while. */
  static Set<String> left(Set<String> volumes) throws IOException, InterruptedException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    Set<String> left = new TreeSet<>(volumes);
    do {
      left.retainAll(words(EngineUnderTest.run("volume", "ls", "--quiet")));
      if (!left.isEmpty()) {
        Thread.sleep(100);
      }
    } while (!left.isEmpty() && System.nanoTime() < limit);
    return left;
  }
}
