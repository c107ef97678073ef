package io.github.mavensandbox.mojo.doctor;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.cli.EngineHost;
import io.github.mavensandbox.mojo.tests.TestJdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what containers require: an engine. */
public final class ContainerDoctor {

  private static final String CACHE = "cache folder";

  private static final String MEANS =
      "run, build and test need an engine, and so does prepare in containers";

  /** Images of JDKs have some 400 MB. */
  private static final long LITTLE_SPACE = 1_000_000_000;

  private final Engines engines;
  private final String choice;
  private final Path cache;
  private final Map<String, String> environment;
  private final String machine;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Makes one for this machine.
   *
   * @param choice {@code sandbox.engine}
   * @param engineArguments the engine's global options
   * @param cache where images are assembled; it need not be there
   */
  public ContainerDoctor(String choice, List<String> engineArguments, Path cache)
      throws IOException {
    this(Engines.here(engineArguments), choice, cache, System.getenv(), hostName());
  }

  ContainerDoctor(
      Engines engines, String choice, Path cache, Map<String, String> environment, String machine) {
    this.engines = engines;
    this.choice = choice;
    this.cache = cache;
    this.environment = environment;
    this.machine = machine;
  }

  private static String hostName() throws IOException {
    Path name = Path.of("/proc/sys/kernel/hostname");
    return Files.isReadable(name) ? Files.readString(name).strip() : "";
  }

  /** Asks the engines, and returns what there is and what is missing. No registry is asked. */
  public Diagnosis examine() throws InterruptedException {
    List<String> programs =
        choice.equals("auto")
            ? Stream.of(EngineKind.values()).map(EngineKind::program).toList()
            : List.of(choice);
    List<String> working = new ArrayList<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (String program : programs) {
      try {
        ContainerEngine engine = engines.locate(program);
        working.add(name(program) + " " + engine.info().version());
        details(program, engine);
      } catch (EngineException e) {
        failures.put(program, String.valueOf(e.getMessage()));
      }
    }
    Optional<String> used = working.stream().findFirst();
    failures.forEach((program, message) -> findings.add(missing(program, message, used)));
    List<String> lacking = new ArrayList<>();
    if (used.isEmpty()) {
      programs.forEach(program -> lacking.add(name(program)));
    }
    cache().ifPresent(lacking::add);
    return new Diagnosis("containers", findings, lacking, used.orElse(""));
  }

  /** Returns what is missing where images cannot be assembled. */
  private Optional<String> cache() {
    Path there = cache.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (Files.isDirectory(there) && Files.isWritable(there)) {
      findings.add(Finding.ok(CACHE, cache.toString()));
      return Optional.empty();
    }
    findings.add(
        Finding.missing(
            CACHE,
            there + " cannot be written to",
            "run, build, test and prepare in containers assemble images there",
            "set XDG_CACHE_HOME to a folder that you can write to"));
    return Optional.of(CACHE);
  }

  private String name(String program) {
    return Stream.of(EngineKind.values())
        .filter(kind -> kind.program().equals(program))
        .map(kind -> program.substring(0, 1).toUpperCase(Locale.ROOT) + program.substring(1))
        .findFirst()
        .orElse(program);
  }

  private void details(String program, ContainerEngine engine) throws InterruptedException {
    String name = name(program);
    String version = engine.info().version();
    try {
      EngineHost host = engines.host(engine);
      findings.add(Finding.ok(name, version + ", " + (host.rootless() ? "rootless" : "root's")));
      space(program, host);
    } catch (EngineException e) {
      findings.add(Finding.ok(name, version));
    }
    base(name, engine);
  }

  private void space(String program, EngineHost host) {
    String what = name(program) + ": space";
    Path folder = Path.of(host.folder());
    if (!host.machine().equals(machine) || !Files.isDirectory(folder)) {
      findings.add(Finding.unknown(what, "the engine's images are not on this machine"));
      return;
    }
    try {
      long space = Files.getFileStore(folder).getUsableSpace();
      String found = "%d MB in %s".formatted(space / 1_000_000, folder);
      findings.add(
          space >= LITTLE_SPACE
              ? Finding.ok(what, found)
              : Finding.missing(
                  what,
                  found,
                  "images may not fit",
                  "make room there, such as by: " + program + " image prune"));
    } catch (IOException e) {
      findings.add(Finding.unknown(what, e.toString()));
    }
  }

  private void base(String name, ContainerEngine engine) throws InterruptedException {
    String what = name + ": base image";
    String base = TestJdk.image(Integer.toString(Runtime.version().feature()));
    try {
      findings.add(
          engine.imageId(base).isPresent()
              ? Finding.ok(what, "as docker://" + base + " it needs no registry")
              : Finding.unknown(
                  what,
                  "%s is not in the engine; the first tests in containers fetch it from its registry, which was not asked"
                      .formatted(base)));
    } catch (EngineException e) {
      findings.add(Finding.unknown(what, String.valueOf(e.getMessage())));
    }
  }

  private Finding missing(String program, String message, Optional<String> used) {
    String prefix = program + ": ";
    String said = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    String remedy = remedy(program, said);
    return used.map(
            other -> Finding.spare(name(program), said, "not needed beside " + other, remedy))
        .orElseGet(() -> Finding.missing(name(program), said, MEANS, remedy));
  }

  /** The command for what the engine's probe has found out; else that says what to do. */
  private String remedy(String program, String said) {
    String variable =
        program.equals(EngineKind.PODMAN.program()) ? "CONTAINER_HOST" : "DOCKER_HOST";
    if (said.startsWith("not installed")) {
      return "install it, or another engine: Podman needs no daemon";
    }
    if (environment.containsKey(variable)) {
      return "unset %s, which is '%s', or correct it"
          .formatted(variable, environment.get(variable));
    }
    if (said.startsWith("no permission")) {
      return "sudo usermod -aG docker \"$USER\", and log in again";
    }
    if (said.startsWith("its daemon is not running")) {
      return "sudo systemctl start docker";
    }
    return said.startsWith("its server is version") ? "install a newer one" : "";
  }
}
