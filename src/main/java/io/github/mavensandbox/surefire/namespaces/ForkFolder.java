package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.LocalRepository;
import io.github.mavensandbox.surefire.files.AttemptsFile;
import io.github.mavensandbox.surefire.files.CoverageFiles;
import io.github.mavensandbox.surefire.fork.AgentJar;
import io.github.mavensandbox.surefire.fork.ForkCommand;
import io.github.mavensandbox.surefire.fork.ForkEnvironment;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import io.github.mavensandbox.surefire.fork.PropertyFile;
import io.github.mavensandbox.surefire.fork.ScriptTemplate;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one fork on the host: the script that starts it, and what it writes below {@code
 * target}.
 */
final class ForkFolder {

  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Context context;
  private final Path folder;
  private final ForkCommand command;
  private final CoverageFiles coverage;
  private final Path target;

  /** What is the same for all forks of a module. */
  record Context(
      HostTools tools, Surroundings surroundings, Machine machine, ForkSettings settings) {}

  private ForkFolder(Context context, Path folder, ForkCommand command) throws IOException {
    this.context = context;
    this.folder = folder;
    this.command = command;
    coverage = context.settings().targetFiles().coverage(command.coverage());
    target = context.settings().target().toRealPath();
  }

  /**
   * Makes one.
   *
   * @param folder not there yet, on a file system that can be the upper layer of an overlay
   */
  static ForkFolder make(
      Context context, Path folder, Set<String> variables, ForkRequest request, Firewall firewall)
      throws IOException {
    Files.createDirectories(context.settings().target());
    ForkFolder fork = new ForkFolder(context, folder, ForkCommand.of(request));
    Files.createDirectories(fork.upper());
    Files.createDirectories(folder.resolve("work"));
    Files.createDirectories(fork.upperOfModule());
    Files.createDirectories(folder.resolve("work-of-module"));
    fork.writeArguments(variables, request);
    fork.writeScript(request, firewall);
    return fork;
  }

  Path folder() {
    return folder;
  }

  ForkCommand command() {
    return command;
  }

  Path script() {
    return folder.resolve("start");
  }

  /** Returns where bubblewrap says which its processes are. */
  Path status() {
    return folder.resolve("status");
  }

  /** Returns where a fork's file below {@code target} is on the host. */
  Path written(Path file) {
    return upper().resolve(target.relativize(file));
  }

  /** Returns the folder that stands for {@code target}, and has its name. */
  Path upper() {
    return folder.resolve("upper").resolve(target.getFileName());
  }

  /** Returns the folder that stands for the module's own, without target, and has its name. */
  Path upperOfModule() {
    return folder.resolve("module").resolve(context.settings().basedir().getFileName());
  }

  /**
   * Returns where a file or folder of the module's is that the fork has written, if it has. No link
   * leads there: the fork may have made one in place of any folder.
   */
  Optional<Path> writtenInModule(Path file) {
    Path written = upperOfModule();
    for (Path name : context.settings().basedir().relativize(file)) {
      if (!Files.isDirectory(written, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      written = written.resolve(name);
    }
    return Files.exists(written, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(written)
        : Optional.empty();
  }

  /** Returns JaCoCo's files that are not below {@code target}. */
  CoverageFiles coverage() {
    return coverage;
  }

  /** Returns where such a file is that the fork writes. */
  Path coverage(Path file) {
    return folder
        .resolve("coverage")
        .resolve(Integer.toString(coverage.files().indexOf(file)))
        .resolve(file.getFileName());
  }

  boolean hasAgent() {
    return agent().isPresent();
  }

  private Optional<AgentJar> agent() {
    return context.settings().agent().filter(jar -> command.suitsAgent());
  }

  private void writeArguments(Set<String> variables, ForkRequest request) throws IOException {
    Machine machine = context.machine();
    ForkSettings settings = context.settings();
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"));
    words.addAll(List.of("--uid", Integer.toString(machine.uid())));
    words.addAll(List.of("--gid", Integer.toString(machine.gid())));
    words.addAll(List.of("--disable-userns", "--assert-userns-disabled", "--cap-drop", "ALL"));
    words.addAll(List.of("--die-with-parent", "--new-session", "--hostname", machine.hostName()));
    words.addAll(List.of("--json-status-fd", "7", "--seccomp", "9", "--clearenv"));
    words.addAll(mounts(request).words());
    // What lies between all of these is nobody's to change: /etc itself, the links in the root.
    words.addAll(List.of("--remount-ro", "/"));
    words.addAll(List.of("--chdir", request.directory().toString()));
    new ForkEnvironment(settings.ownEnvironment(), everyForks(), variables)
        .of(request)
        .forEach((name, value) -> words.addAll(List.of("--setenv", name, value)));
    StringBuilder arguments = new StringBuilder();
    words.forEach(word -> arguments.append(word).append('\0'));
    Files.writeString(folder.resolve("arguments"), arguments);
  }

  /** Tests see the machine's own language, which is no secret. */
  private Map<String, String> everyForks() {
    Map<String, String> variables = new TreeMap<>(context.settings().environment());
    variables.remove("LANG");
    context
        .settings()
        .ownEnvironment()
        .forEach(
            (name, value) -> {
              if (name.matches("LANG|LANGUAGE|LC_[A-Z]+")) {
                variables.put(name, value);
              }
            });
    variables.put("HOME", context.machine().home().toString());
    variables.put("PATH", PATH);
    return variables;
  }

  private Mounts mounts(ForkRequest request) throws IOException {
    Machine machine = context.machine();
    ForkSettings settings = context.settings();
    Mounts mounts = new Mounts(context.surroundings().file("empty"));
    SystemFiles.addTo(mounts, context.surroundings());
    for (String file : List.of("bin/busybox", "bin/env", "lib")) {
      mounts.file(context.tools().sandbox().resolve(file), Path.of("/sandbox", file));
    }
    mounts.file(context.surroundings().file("begin.sh"), Path.of("/sandbox/begin.sh"));
    agent().ifPresent(agent -> addTo(mounts, agent));
    mounts.emptyFolder(machine.home(), "0700");
    // What is in the user's home comes after the home.
    mounts.read(machine.javaHome());
    // Resolvers write there what they have found out.
    mounts.scratch(settings.repository().folder());
    // Passwords of other repositories, where the settings lie in this one.
    hideEntries(mounts, settings.repository().folder(), "settings*.xml");
    mounts.file(
        context.surroundings().file("settings.xml"),
        machine.home().resolve(LocalRepository.SETTINGS));
    Path module = settings.basedir().toRealPath();
    for (Path tree : machine.trees()) {
      if (!tree.toRealPath().equals(module)) {
        mounts.scratch(tree);
      }
      if (module.startsWith(tree.toRealPath())) {
        // Little of it comes back.
        mounts.changes(settings.basedir(), upperOfModule(), folder.resolve("work-of-module"));
      }
      // .git has tokens, .env passwords, .mvn the options of Maven.
      hideEntries(mounts, tree, ".*");
    }
    for (Path hidden : machine.hidden()) {
      hide(mounts, hidden);
    }
    for (Path file : command.files()) {
      if (Files.exists(file) && !file.toRealPath().startsWith(target)) {
        mounts.read(file);
      }
    }
    settings.checkFiles();
    for (Path file : settings.files()) {
      mounts.read(file);
    }
    addTarget(mounts, request);
    return mounts;
  }

  private static void addTo(Mounts mounts, AgentJar agent) {
    mounts.file(agent.jar(), Path.of(AgentJar.INSIDE));
    agent.classes().ifPresent(classes -> mounts.file(classes, Path.of(AgentJar.CLASSES_INSIDE)));
  }

  private void hide(Mounts mounts, Path path) throws IOException {
    Path real = Files.exists(path) ? path.toRealPath() : path;
    if (mounts.isVisible(real) && !real.startsWith(target)) {
      mounts.hide(real);
    }
  }

  /**
   * What Surefire has for its forks in {@code target} is this fork's alone: the others' has their
   * system properties. The same holds for what this plugin keeps there.
   */
  private void addTarget(Mounts mounts, ForkRequest request) throws IOException {
    mounts.changes(target, upper(), folder.resolve("work"));
    Set<Path> own = new LinkedHashSet<>();
    own.add(target.resolve(AttemptsFile.BELOW_TARGET.get(0)));
    for (Path file : command.propertyFiles()) {
      own.add(Objects.requireNonNull(file.toRealPath().getParent()));
    }
    for (Path path : own) {
      if (path.startsWith(target)) {
        mounts.bind(Files.createDirectories(written(path)), path);
      } else {
        mounts.emptyFolder(path, "0700");
      }
    }
    for (Path file : command.files()) {
      Path parent = Files.exists(file) ? file.toRealPath().getParent() : null;
      if (isOneOf(own, parent)) {
        mounts.file(redacted(file), file.toRealPath());
      }
    }
    for (Path file : command.coverage()) {
      hideCoverage(file);
    }
    for (Path file : coverage.files()) {
      Files.createDirectories(Objects.requireNonNull(coverage(file).getParent()));
      mounts.bind(Files.createFile(coverage(file)), file);
    }
  }

  private static boolean isOneOf(Set<Path> folders, @Nullable Path folder) {
    return folder != null && folders.contains(folder);
  }

  /** Returns a copy without what no fork gets, where a file may have that. */
  private Path redacted(Path file) throws IOException {
    if (!command.propertyFiles().contains(file)) {
      return file.toRealPath();
    }
    Path copy = Files.createTempFile(folder, "properties", "");
    Files.write(copy, PropertyFile.forFork(file, context.settings().secrets()));
    return copy;
  }

  /**
   * JaCoCo appends to the file, and so do we when it is taken: the fork begins with an empty one.
   */
  private void hideCoverage(Path file) throws IOException {
    if (file.startsWith(target) && Files.isRegularFile(file)) {
      Files.createDirectories(Objects.requireNonNull(written(file).getParent()));
      Files.createFile(written(file));
    }
  }

  private static void hideEntries(Mounts mounts, Path folder, String pattern) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.toRealPath(), pattern)) {
      for (Path entry : entries) {
        mounts.hide(entry);
      }
    }
  }

  /** The script that Surefire's Java becomes. */
  private void writeScript(ForkRequest request, Firewall firewall) throws IOException {
    HostTools tools = context.tools();
    List<String> client = new ArrayList<>();
    tools.environment().forEach((name, value) -> client.add(name + "=" + value));
    // At exactly one byte the kernel hands a core neither to a file nor to the host's handler.
    client.addAll(List.of(tools.program("prlimit").toString(), "--core=1:1", "--"));
    client.addAll(firewall.entering());
    // A fork joins the firewall's process namespace, so that nothing of it outlives the firewall.
    // It can see bubblewrap's command line, so paths of the host are in a file.
    client.addAll(List.of(tools.program("bwrap").toString(), "--args", "8", "--"));
    client.addAll(List.of("/sandbox/bin/busybox", "sh", "/sandbox/begin.sh"));
    client.add(context.machine().javaHome().resolve("bin/java").toString());
    agent().ifPresent(jar -> client.add(command.agentOption(attempts().toString())));
    client.addAll(command.arguments());
    Files.writeString(
        script(),
        ScriptTemplate.filled(
            ForkFolder.class,
            "fork.sh",
            Map.of(
                "folder", ScriptTemplate.word(folder.toString()),
                "seccomp", ScriptTemplate.word(context.surroundings().file("seccomp").toString()),
                "client", ScriptTemplate.words(client))));
  }

  private Path attempts() {
    return target.resolve(String.join("/", AttemptsFile.BELOW_TARGET));
  }
}
