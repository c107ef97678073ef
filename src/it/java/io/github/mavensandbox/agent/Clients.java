package io.github.mavensandbox.agent;

import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.Origins;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs of src/it/programs/clients: a project, and libraries of which each calls home. */
final class Clients {

  static final String TRACKER = "com.tracker:tracker:1";
  static final String OTHER = "com.other:other:1";
  private static final String PROJECT = "com.acme:app:1";

  private static final Path SOURCES = Path.of("src/it/programs/clients").toAbsolutePath();

  private final Path folder;
  private final Map<Path, String> libraries;
  private final Path classes;

  /** Resolves the clients, and compiles what uses them. */
  Clients() throws IOException, InterruptedException {
    Path parent = Files.createDirectories(Path.of("target/agent"));
    folder = Files.createTempDirectory(parent, "clients").toAbsolutePath();
    libraries = ClientLibraries.resolved(folder);
    classes = folder.resolve("classes");
    var sources = new ArrayList<Path>(sources("tracker"));
    sources.addAll(sources("app"));
    Programs.compile(
        classes,
        17,
        List.of("-proc:none", "-cp", joined(libraries.keySet().stream())),
        sources.toArray(Path[]::new));
    Files.createDirectories(folder.resolve("project"));
    Files.move(classes.resolve("app"), folder.resolve("project/app"));
  }

  private static List<Path> sources(String name) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
      return files.sorted().toList();
    }
  }

  private static String joined(Stream<Path> paths) {
    return paths.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** An empty folder. */
  Path temporary(String name) throws IOException {
    return Files.createTempDirectory(folder, name);
  }

  /** Says what is which artifact. */
  Origins origins() {
    var origins = new HashMap<Path, Origin>();
    libraries.forEach((jar, name) -> origins.put(jar, Origin.artifact(name, List.of())));
    origins.put(folder.resolve("project"), Origin.module(PROJECT));
    for (ClientWay way : ClientWay.ALL) {
      origins.put(jar(way, TRACKER), Origin.artifact(TRACKER, List.of()));
      origins.put(jar(way, OTHER), Origin.artifact(OTHER, List.of()));
    }
    return new Origins(origins, Optional.empty());
  }

  private Path jar(ClientWay way, String artifact) {
    return folder.resolve(way.tracker() + "-" + artifact.split(":")[1] + ".jar");
  }

  /** The options by which a JVM takes a way, without the agent. */
  List<String> options(ClientWay way, Jdk jdk, int port) throws IOException, InterruptedException {
    var jars = new ArrayList<Path>(List.of(folder.resolve("project")));
    synchronized (this) {
      jars.addAll(jars(way, jdk));
    }
    jars.addAll(libraries.keySet());
    String main = way.isShared() ? "Shared" : "Services";
    var options =
        new ArrayList<String>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dport=" + port,
                "-Dway=" + way.tracker(),
                "-Dredirected=" + way.isRedirected(),
                "-Dlibrary=" + folder.resolve("connect.so"),
                "-cp",
                joined(jars.stream())));
    if (jdk.feature() >= 22) {
      options.add("--enable-native-access=ALL-UNNAMED");
    }
    options.add("app.App");
    options.add(way.isShared() || way.isService() ? "app." + main : "tracker." + way.tracker());
    return options;
  }

  private List<Path> jars(ClientWay way, Jdk jdk) throws IOException, InterruptedException {
    Path jar = jar(way, TRACKER);
    Path second = jar(way, OTHER);
    if (!Files.exists(jar)) {
      if (way.tracker().equals("Native")) {
        CommandLine.of(
                "gcc",
                "-shared",
                "-fPIC",
                "-I" + include(),
                "-I" + include().resolve("linux"),
                "-o",
                folder.resolve("connect.so").toString(),
                SOURCES.resolve("native/connect.c").toString())
            .output();
      }
      if (way.tracker().equals("Foreign")) {
        CommandLine.of(
                jdk.home().resolve("bin/javac").toString(),
                "-d",
                classes.toString(),
                SOURCES.resolve("native/Foreign.java").toString())
            .output();
      }
      pack(way, jar, Map.of("okhttp3/", "tracker/own/okhttp3/", "okio/", "tracker/own/okio/"));
      if (way.isShared()) {
        pack(way, second, Map.of("tracker/", "other/"));
      }
    }
    return way.isShared() ? List.of(jar, second) : List.of(jar);
  }

  private void pack(ClientWay way, Path file, Map<String, String> packages) throws IOException {
    boolean relocated = way.tracker().startsWith("Relocated");
    boolean moved = relocated || file.equals(jar(way, OTHER));
    try (var jar = new RelocatedJar(file, moved ? packages : Map.of())) {
      jar.addClass(classes, "tracker/" + way.tracker());
      if (way.isService()) {
        jar.addText("META-INF/services/java.lang.Runnable", "tracker.Service\n");
      }
      for (Path library : libraries.keySet()) {
        if (relocated && library.getFileName().toString().matches("ok(http|io)-jvm-.*")) {
          jar.addAll(library);
        }
      }
    }
  }

  /** Where the header of the JVM that runs the tests is; it is the same in all of them. */
  private static Path include() {
    return Path.of(System.getProperty("java.home"), "include");
  }
}
