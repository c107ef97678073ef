package io.github.mavensandbox.adversary;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OrdinaryUser;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The attacker's project on a machine without an engine, and an ordinary user who builds it. */
final class NamespaceField implements AutoCloseable {

  /** What a program of the machine's may tell, and a test may not read. */
  private static final String SECRET = "SECRET";

  private static final String ALLOWED =
      """
      <network>
        <allow combine.self="override">
          <rule>out 198.51.100.10:8080/tcp</rule>
          <rule>out allowed.test:8080/tcp</rule>
        </allow>
      </network>
      """;

  /** What is said when the attacker has ended, and what it leaves running has not. */
  private static final String END = "the attacker has ended";

  private static final Path ENTER =
      Path.of("src/main/resources/io/github/mavensandbox/surefire/namespaces/enter.sh");

  /** Where the plugin keeps its programs, below the user's home. */
  private static final String CACHE = ".cache/sandbox-maven-plugin";

  private final Path folder;
  private final TestProject project;
  private final OrdinaryUser user;
  private final Path repository;
  private final Path programs;
  private final Path tools;
  private final Path receiver;
  private final World world;
  private final List<Technique> techniques;

  /**
   * Makes it, and has the plugin unpack its programs.
   *
   * @param temporary an empty folder
   */
  NamespaceField(Path temporary) throws Exception {
    folder = temporary.toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    receiver = Native.compile(Technique.WORK.resolve("native")).get("receiver");
    world = new World(folder, receiver.toAbsolutePath());
    project = new TestProject(Files.createDirectories(folder.resolve("project")), Optional.empty());
    fillRepository();
    user = OrdinaryUser.in(folder);
    repository = user.repository();
    programs = project.path("programs");
    techniques = Technique.all(writeProject(), world.hosts());
    MavenRun build = MavenRun.awaited(maven("test-compile", "sandbox:prepare@default").start());
    if (!build.hasSucceeded()) {
      throw new IOException(build.output());
    }
    tools = unpacked();
    bringPrograms();
    // As it is without a sandbox.
    CommandLine.of("cp", "-a", project.path("").toString(), control().toString()).output();
  }

  /** What a build needs has to be in the repository before that is the ordinary user's. */
  private void fillRepository() throws Exception {
    MavenRun run =
        new TestProject(Files.createDirectories(folder.resolve("filling")), Optional.empty())
            .pom(TestPom.of("filling"))
            .test("NothingTest", "@Test void nothing() {}")
            .run("clean", "verify", "-Dsandbox.skip");
    if (!run.hasSucceeded()) {
      throw new IOException(run.output());
    }
  }

  /** Returns the list of techniques. */
  private Path writeProject() throws Exception {
    CommandLine.of("cp", "-a", Technique.PROJECT.resolve("src").toString())
        .with(project.path("src").toString())
        .output();
    project.pom(
        TestPom.of("adversary")
            .withoutEngine()
            .withConfiguration("<kind>namespaces</kind>" + ALLOWED));
    Path resources = project.path("src/main/resources");
    Path list = resources.resolve("techniques.txt");
    Files.writeString(
        list,
        Files.readString(list) + Files.readString(resources.resolve("techniques-namespaces.txt")));
    Files.copy(Technique.WORK.resolve("native/attack"), resources.resolve("attack"));
    Properties properties = new Properties();
    properties.putAll(world.hosts());
    properties.setProperty("wire", "outside");
    properties.setProperty("programs", programs.toString());
    properties.setProperty("sandbox", programs.resolve("sandbox").toString());
    properties.setProperty("cache", user.home().resolve(CACHE).toString());
    properties.setProperty("repository", repository.toString());
    properties.setProperty("secret", secret().toString());
    StringWriter text = new StringWriter();
    properties.store(text, null);
    Files.writeString(resources.resolve("hosts.properties"), text.toString());
    Files.writeString(secret(), SECRET);
    user.give(project.path(""));
    return list;
  }

  private Path secret() {
    return folder.resolve("secret");
  }

  private Path control() {
    return folder.resolve("control");
  }

  private Path unpacked() throws IOException {
    try (Stream<Path> files = Files.walk(user.home().resolve(CACHE), 2)) {
      return files.filter(file -> file.endsWith("sandbox")).findFirst().orElseThrow().getParent();
    }
  }

  /** The sandbox's own programs, and some with privileges, as root could have left them there. */
  private void bringPrograms() throws Exception {
    Files.createDirectories(programs);
    CommandLine.of("cp", "-a", tools.resolve("sandbox").toString(), programs.toString()).output();
    user.give(programs);
    for (String name : List.of("setuid", "capable", "hidden")) {
      Files.copy(Technique.WORK.resolve("native/attack"), programs.resolve("attack-" + name));
    }
    CommandLine.of("chmod", "4755", programs.resolve("attack-setuid").toString()).output();
    CommandLine.of("chmod", "0711", programs.resolve("attack-hidden").toString()).output();
    CommandLine.of("setcap", "cap_net_raw,cap_net_admin+ep")
        .with(programs.resolve("attack-capable").toString())
        .output();
  }

  List<Technique> techniques() {
    return techniques;
  }

  private CommandLine maven(String... arguments) throws IOException, InterruptedException {
    return asUser(
        project
            .maven(arguments)
            .with("--offline", "-Dmaven.repo.local=" + repository)
            .with("-Dsandbox.engine=/there/is/none")
            .variable("LANG", "C.UTF-8")
            .withoutVariable("LC_ALL"));
  }

  /** Who may have core dumps of any size. */
  private CommandLine asUser(CommandLine command) {
    return world.onMachine(
        user.runs(command).by(List.of("prlimit", "--core=unlimited:unlimited", "--")));
  }

  /** Runs Maven on the attacker's project. */
  List<String> byMaven(String... arguments) throws Exception {
    return MavenRun.awaited(maven(arguments).start()).lines();
  }

  /** Has the allowed name lead to an address, and returns what Maven says of it. */
  List<String> withAllowedName(String address) throws Exception {
    world.nameAllowed(address);
    try {
      return byMaven("verify");
    } finally {
      world.restore();
    }
  }

  /** Tries techniques in a sandbox. */
  Campaign inSandbox(String... arguments) throws Exception {
    return campaign(
        project.path(""),
        maven(arguments),
        () -> KernelLog.ofBuild(project.path("target")),
        world.listeners(absoluteReceiver()));
  }

  /**
   * Tries techniques in a sandbox whose policy allows every network, and listens on the machine.
   */
  Campaign inOpenSandbox(String only) throws Exception {
    return campaign(
        project.path(""),
        maven(
            "verify",
            "-Dadversary.only=" + only,
            "-Dsandbox.allow=out 0.0.0.0/1,out 128.0.0.0/1,out 2000::/3"),
        () -> KernelLog.NONE,
        List.of(world.atLoopback(absoluteReceiver())));
  }

  private Path absoluteReceiver() {
    return receiver.toAbsolutePath();
  }

  /**
   * Does what a fork begins with, in a network that has an interface.
   *
   * @param there the interface's name
   * @param wanted the name of the one that the firewall's network has
   */
  Ended enter(String there, String wanted) throws Exception {
    Path script = folder.resolve("enter.sh");
    Files.copy(ENTER, script, StandardCopyOption.REPLACE_EXISTING);
    String making =
        "ip link add \"$1\" type veth peer name other && shift && exec \"$@\" echo entered";
    return user.runs(
            CommandLine.of("unshare", "--user", "--map-root-user", "--net", "--mount", "--pid")
                .with("--fork", "sh", "-c", making, "sh", there)
                .with(programs.resolve("sandbox/bin/busybox").toString(), "sh")
                .with(script.toString(), wanted))
        .run();
  }

  /** Tries all techniques as the user's own program. */
  Campaign withoutSandbox() throws Exception {
    List<String> namespace = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    return campaign(
        control(),
        world.onMachine(
            user.runs(attacker(".*"))
                .by(List.of("prlimit", "--core=unlimited:unlimited", "--"))
                .by(namespace)),
        () -> KernelLog.NONE,
        world.listeners(absoluteReceiver()));
  }

  /** Tries techniques where pasta leads out, and does all that it does by itself. */
  Campaign behindPasta(String only) throws Exception {
    List<String> pasta = new ArrayList<>();
    pasta.addAll(List.of("env", "LD_LIBRARY_PATH=" + libraries()));
    pasta.addAll(List.of(tools.resolve("namespaces/bin/pasta").toString(), "--quiet"));
    pasta.addAll(List.of("--config-net", "--ns-ifname=eth0"));
    pasta.addAll(List.of("--address=192.0.2.2", "--netmask=24", "--gateway=192.0.2.1"));
    pasta.addAll(List.of("--address=2001:db8:77::2", "--gateway=2001:db8:77::1", "--"));
    // Static, so not for the libraries of pasta.
    pasta.addAll(List.of(tools.resolve("sandbox/bin/busybox").toString(), "env"));
    pasta.addAll(List.of("-u", "LD_LIBRARY_PATH"));
    return campaign(
        control(),
        world.onMachine(user.runs(attacker(only).by(pasta))),
        () -> KernelLog.NONE,
        world.listeners(absoluteReceiver()));
  }

  private String libraries() {
    return tools.resolve("namespaces/lib") + ":" + tools.resolve("sandbox/lib");
  }

  /** Stays a little, to be looked at with what it leaves running. */
  private CommandLine attacker(String only) {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return CommandLine.of("sh", "-c", "\"$@\"; echo '" + END + "'; sleep 5", "sh", java)
        .with("-Djava.io.tmpdir=" + control().resolve("temporary"))
        .with("-Dadversary.only=" + only, "-cp", control().resolve("target/classes").toString())
        .with("adversary.Adversary")
        .in(control())
        .errorsInOutput();
  }

  /** What may fail in any way. */
  @FunctionalInterface
  private interface Source<T> {
    T get() throws Exception;
  }

  private Campaign campaign(
      Path where, CommandLine attack, Source<KernelLog> log, List<Listener> listeners)
      throws Exception {
    bait(where);
    try {
      Process process = attack.start();
      List<String> output =
          process
              .inputReader(StandardCharsets.ISO_8859_1)
              .lines()
              .takeWhile(line -> !line.equals(END))
              .toList();
      // Whatever goes on after the end has time to.
      Thread.sleep(1000);
      List<String> running = commandLines();
      TreeSet<String> heard = new TreeSet<>();
      for (Technique technique : techniques) {
        if (listeners.stream().anyMatch(listener -> listener.heard(technique))
            || livesOn(technique, running)
            || hasPlanted(technique, where)) {
          heard.add(technique.name());
        }
      }
      process.waitFor();
      return new Campaign(output, heard, log.get());
    } finally {
      for (Listener listener : listeners) {
        listener.close();
      }
      clean(where);
    }
  }

  /** A folder and a file that are to be there afterwards, too. */
  private void bait(Path where) throws IOException, InterruptedException {
    Path victim = Files.createDirectories(where.resolve("target/victim"));
    Files.writeString(victim.resolve("file"), "");
    Files.writeString(where.resolve("target/there"), "");
    user.give(where.resolve("target"));
  }

  /** The user's own, or the next to look would find it. */
  private void clean(Path where) throws IOException {
    world.restore();
    for (Path file : outside(where)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(where.resolve("src/planted-by-link"));
  }

  private List<Path> outside(Path where) {
    return List.of(
        where.resolve("src/planted"),
        where.resolve("pom.planted"),
        repository.resolve("planted"),
        user.home().resolve(".planted"));
  }

  private static boolean livesOn(Technique technique, List<String> running) {
    // With an end that is no part of another name.
    return running.stream().anyMatch(words -> words.endsWith(technique.token() + "\0"));
  }

  private static List<String> commandLines() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .map(NamespaceField::commandLine)
          .toList();
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended in between.
      return "";
    }
  }

  private boolean hasPlanted(Technique technique, Path where) throws IOException {
    Path target = where.resolve("target");
    return switch (technique.name()) {
      case "planted" -> Planted.in(target);
      case "planted-links" ->
          hasLinks(target) || Files.exists(where.resolve("src/planted-by-link"));
      case "planted-project" ->
          Planted.is(outside(where).get(0)) || Planted.is(outside(where).get(1));
      case "planted-repository" -> Planted.is(outside(where).get(2));
      case "planted-home" -> Planted.is(outside(where).get(3));
      case "race", "race-hidden" -> isTornFile(target.resolve(technique.token()));
      default -> false;
    };
  }

  private static boolean hasLinks(Path target) throws IOException {
    if (!Files.isRegularFile(target.resolve("victim/file"))
        || !Files.exists(target.resolve("there"))
        || Files.isSymbolicLink(target.resolve("victim"))) {
      return true;
    }
    if (!Files.exists(target.resolve("links"))) {
      return false;
    }
    try (Stream<Path> files = Files.walk(target.resolve("links"))) {
      for (Path file : files.toList()) {
        int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean plain =
            Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        // Neither setuid nor setgid.
        if (!plain || (mode & 06000) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** A link, or what it leads to; not a number. */
  private static boolean isTornFile(Path file) throws IOException {
    return Files.isSymbolicLink(file)
        || Files.exists(file) && !Files.readString(file).matches("[0-9]*\n?");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    world.close();
  }
}
