package io.github.mavensandbox.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK or JRE of this machine.
 *
 * @param feature 8, 11, 17, ...
 * @param home where it is
 */
record Jdk(int feature, Path home) {

  private static final Pattern VERSION =
      Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");

  /**
   * One of each version: the one that runs the tests, those in /usr/lib/jvm, and those whose homes
   * the property {@code it.jdks} lists with commas; only the first where that is {@code none}.
   */
  static List<Jdk> all() {
    var found = new TreeMap<Integer, Jdk>();
    for (Path home : homes()) {
      of(home).ifPresent(jdk -> found.putIfAbsent(jdk.feature(), jdk));
    }
    return List.copyOf(found.values());
  }

  /** Those of {@link #all} of a version and newer ones. */
  static List<Jdk> since(int feature) {
    return all().stream().filter(jdk -> jdk.feature() >= feature).toList();
  }

  /** The newest one that is here. */
  static Jdk newest() {
    List<Jdk> all = all();
    return all.get(all.size() - 1);
  }

  private static List<Path> homes() {
    var homes = new ArrayList<Path>();
    homes.add(Path.of(System.getProperty("java.home")));
    String more = System.getProperty("it.jdks", "");
    if (more.equals("none")) {
      return homes;
    }
    Stream.of(more.split(",")).filter(home -> !home.isBlank()).map(Path::of).forEach(homes::add);
    Path usual = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(usual)) {
      try (Stream<Path> entries = Files.list(usual)) {
        entries.sorted().forEach(homes::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes;
  }

  private static Optional<Jdk> of(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find()
          ? Optional.of(new Jdk(Integer.parseInt(version.group(1)), home))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  @Override
  public String toString() {
    return "Java " + feature;
  }
}
