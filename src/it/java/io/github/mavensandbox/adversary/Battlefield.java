package io.github.mavensandbox.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.Script;
import io.github.mavensandbox.servers.Servers;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** The attacker's project and image, those whom it wants to reach, and who listens there. */
final class Battlefield implements AutoCloseable {

  private static final Servers SERVERS = Servers.ofThisRun();

  /** What the POM gives as {@code createArgs}, but where the allowed name leads to. */
  private static final List<String> NETWORK_OPTIONS =
      List.of("--ip=" + SERVERS.client4(), "--dns=" + SERVERS.blocked4());

  private static final String ALLOWED_NAME = "--add-host=allowed.test:";

  /** What root has in a container that nobody has locked. */
  private static final List<String> ROOT =
      List.of("NET_ADMIN", "NET_RAW", "SYS_ADMIN", "SYS_PTRACE");

  private static final String WITHOUT_A_SANDBOX =
      SERVERS.replacedIn(Script.named("without-a-sandbox"));

  private final Map<String, String> hosts = new TreeMap<>();
  private final String base = System.getProperty("it.base").replaceFirst("^docker://", "");
  private final Engine engine = new Engine(System.getProperty("sandbox.engine"));
  private final Map<String, Path> programs = Native.compile(Technique.WORK.resolve("native"));
  private final List<Technique> techniques;
  private final TestProject project;
  private final String image;

  /**
   * Builds the image.
   *
   * @param folder an empty one, for the project
   */
  Battlefield(Path folder) throws Exception {
    nameHosts();
    techniques = Technique.all(Technique.LIST, hosts);
    project = new TestProject(folder);
    image = engine.willRemove(engine.name() + "-attacker:1");
    writeProject();
    Listener.callFrom(engine, SERVERS.blocked(), base, programs.get("receiver"), SERVERS.client4());
    MavenRun build = project.run("package", "-DskipTests", "sandbox:build");
    if (build.exitCode() != 0) {
      throw new IOException(build.output());
    }
  }

  Engine engine() {
    return engine;
  }

  List<Technique> techniques() {
    return techniques;
  }

  /** A good base, which knows nothing of any sandbox. */
  String base() {
    return base;
  }

  /** The attacker's image. */
  String image() {
    return image;
  }

  /** Tries all techniques in one way. */
  Campaign campaign(Way way) throws Exception {
    return switch (way) {
      case CONTROL -> inContainer(create(ROOT, SERVERS.allowed4(), control()), false);
      case HAND ->
          inContainer(create(SandboxImage.CAPABILITIES, SERVERS.allowed4(), List.of(image)), true);
      case RUN, PREPARE, TEST ->
          campaign(() -> byMaven(way, List.of()), () -> KernelLog.ofBuild(project.path("target")));
      case WAY_OUT, NO_WAY_OUT -> throw new IllegalArgumentException(way.title());
    };
  }

  /** Has the allowed name lead to an address, and returns what is said of it. */
  List<String> withAllowedName(Way way, String address) throws Exception {
    if (way == Way.HAND) {
      String container = create(SandboxImage.CAPABILITIES, address, List.of(image));
      List<String> said = attached(container);
      engine.remove(container);
      return said;
    }
    List<String> options = new ArrayList<>(NETWORK_OPTIONS);
    options.add(ALLOWED_NAME + address);
    return byMaven(way, List.of("-Dsandbox.createArgs=" + String.join(",", options)));
  }

  /** Runs the goals of a way. */
  List<String> byMaven(Way way, List<String> more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            switch (way) {
              case RUN -> List.of("process-classes", "sandbox:run");
              case PREPARE -> List.of("clean", "verify", "-Pprepare");
              case TEST -> List.of("sandbox:test", "sandbox:check");
              default -> throw new IllegalArgumentException(way.title());
            });
    arguments.addAll(more);
    return project.run(arguments.toArray(String[]::new)).lines();
  }

  private void nameHosts() throws IOException, InterruptedException {
    String link =
        engine.ask(
            "exec",
            SERVERS.blocked(),
            "sh",
            "-c",
            "ip -6 -oneline address show dev eth0 scope link | sed 's|.* inet6 ||; s|/.*||'");
    hosts.putAll(
        Map.of(
            "allowed4", SERVERS.allowed4(),
            "blocked4", SERVERS.blocked4(),
            "blocked6", SERVERS.blocked6(),
            "mapped4", "::ffff:" + SERVERS.blocked4(),
            "link6", link + "%eth0",
            "gateway4", SERVERS.gateway4(),
            "broadcast4", SERVERS.broadcast4(),
            "self4", SERVERS.client4()));
  }

  private void writeProject() throws Exception {
    project.filesOf(Technique.PROJECT);
    Path resources = project.path("src/main/resources");
    Files.copy(programs.get("attack"), resources.resolve("attack"));
    Properties properties = new Properties();
    properties.putAll(hosts);
    StringWriter text = new StringWriter();
    properties.store(text, null);
    Files.writeString(resources.resolve("hosts.properties"), text.toString());
    String pom = Files.readString(Technique.PROJECT.resolve("pom.xml"));
    String hostile = Hostile.base(engine, base, programs, Files.createDirectories(Technique.WORK));
    project.file("pom.xml", pom.replace("@hostile@", hostile).replace("@attacker@", image));
  }

  private List<String> control() throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--security-opt",
                "seccomp=unconfined",
                "--security-opt",
                engine.isPodman() ? "unmask=ALL" : "systempaths=unconfined",
                "--entrypoint",
                "/sandbox/bin/busybox",
                image));
    arguments.addAll(List.of("sh", "-c", WITHOUT_A_SANDBOX, "sh"));
    String command = engine.ask("image", "inspect", "--format", "{{json .Config.Cmd}}", image);
    arguments.addAll(List.of(new ObjectMapper().readValue(command, String[].class)));
    return arguments;
  }

  /** Makes a container, by hand. */
  private String create(List<String> capabilities, String allowedAddress, List<String> command)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--network", SERVERS.network()));
    if (capabilities.equals(SandboxImage.CAPABILITIES)) {
      arguments.addAll(List.of("--cap-drop", "ALL"));
    }
    capabilities.forEach(capability -> arguments.addAll(List.of("--cap-add", capability)));
    arguments.addAll(NETWORK_OPTIONS);
    arguments.add(ALLOWED_NAME + allowedAddress);
    arguments.addAll(command);
    return engine.create(arguments, Map.of());
  }

  private List<String> attached(String container) throws IOException {
    return engine.start("start", "--attach", container).inputReader(UTF_8).lines().toList();
  }

  private Campaign inContainer(String container, boolean recorded) throws Exception {
    Campaign campaign =
        campaign(
            () -> attached(container),
            () ->
                recorded
                    ? KernelLog.ofTar(engine.copyOut(container, "/sandbox/record"))
                    : KernelLog.NONE);
    engine.remove(container);
    return campaign;
  }

  /** What may fail in any way. */
  @FunctionalInterface
  private interface Source<T> {
    T get() throws Exception;
  }

  private Campaign campaign(Source<List<String>> attack, Source<KernelLog> log) throws Exception {
    Path receiver = programs.get("receiver");
    try (Listener blocked = Listener.at(engine, SERVERS.blocked(), base, receiver);
        Listener allowed = Listener.at(engine, SERVERS.allowed(), base, receiver)) {
      List<String> output;
      try (InnerWire wire = new InnerWire(engine, SERVERS.network(), SERVERS.client4(), base)) {
        output = attack.get();
      }
      // Whatever goes on after the end has time to.
      Thread.sleep(1000);
      TreeSet<String> heard = new TreeSet<>();
      for (Technique technique : techniques) {
        if (blocked.heard(technique) || allowed.heard(technique) || hasPlanted(technique)) {
          heard.add(technique.name());
        }
      }
      return new Campaign(output, heard, log.get());
    }
  }

  private boolean hasPlanted(Technique technique) throws IOException {
    return technique.must() == Technique.Must.PLANTED && Planted.in(project.path("target"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    engine.close();
  }
}
