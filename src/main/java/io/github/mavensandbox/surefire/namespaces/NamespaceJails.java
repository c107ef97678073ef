package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.image.SeccompFilter;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.firewall.Ruleset;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.Jail;
import io.github.mavensandbox.surefire.JailKind;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Jails of namespaces. */
public final class NamespaceJails implements JailKind {

  private final ForkFolder.Context context;
  private final Exits exits;
  private final Path folder;
  private final Executor executor;
  private final Queue<NamespaceJail> jails = new ConcurrentLinkedQueue<>();
  private final AtomicInteger made = new AtomicInteger();
  private final Thread hook = new Thread(this::end, "namespaces-end");

  private NamespaceJails(ForkFolder.Context context, Exits exits, Path folder, Executor executor) {
    this.context = context;
    this.exits = exits;
    this.folder = folder;
    this.executor = executor;
  }

  /**
   * Looks for what stands against such jails, as far as it is seen without starting anything.
   *
   * @throws NoNamespacesException where something does
   */
  public static void check(Machine machine, ForkSettings settings, Policy policy)
      throws IOException {
    if (Exits.of(policy, settings.mode(), settings.hostPorts()).needed()) {
      WayOut.check();
    }
    checkFolders(machine, settings.repository().folder());
    if (Files.exists(settings.target())) {
      TreeCheck check = TreeCheck.of(machine.gid());
      check.refuseMounts(settings.target());
      check.refuseOtherGroups(settings.target());
    }
  }

  /**
   * Looks whether overlays can be made of the project's folders and the local repository.
   *
   * @throws NoNamespacesException where one cannot
   */
  static void checkFolders(Machine machine, Path repository) throws IOException {
    TreeCheck check = TreeCheck.of(machine.gid());
    for (Path tree : machine.trees()) {
      check.refuseMounts(tree);
      check.refuseOtherGroups(tree);
    }
    check.refuseMounts(repository);
  }

  /**
   * Makes a firewall on trial, resolves the names of a policy, and writes what all firewalls and
   * forks of a module have in common.
   *
   * @param folder of this module alone, outside of all that forks see; is removed with the jails,
   *     or where there can be none
   * @param executor runs what goes on beside Maven
   * @throws PolicyException for a rule that namespaces cannot follow
   * @throws NoNamespacesException where there can be no such jail
   * @throws IOException where a name does not resolve; says why
   */
  public static NamespaceJails prepare(
      HostTools tools,
      Machine machine,
      ForkSettings settings,
      Policy policy,
      Path folder,
      Executor executor)
      throws PolicyException, IOException {
    try {
      Probe.run(tools, machine, folder);
      byte[] filter = SeccompFilter.withoutEngine(Architecture.ofThisMachine());
      Exits exits = Exits.of(policy, settings.mode(), settings.hostPorts());
      ResolvedPolicy resolved = ResolvedPolicy.of(Ruleset.of(OwnAddresses.closedIn(policy)));
      if (exits.needed()) {
        resolved = resolved.withBroadcast(WayOut.BROADCAST);
      }
      Surroundings surroundings =
          Surroundings.write(folder.resolve("common"), machine, resolved, settings.mode(), filter);
      Files.writeString(surroundings.file("settings.xml"), settings.repository().settings());
      NamespaceJails jails =
          new NamespaceJails(
              new ForkFolder.Context(tools, surroundings, machine, settings),
              exits,
              folder,
              executor);
      Runtime.getRuntime().addShutdownHook(jails.hook);
      return jails;
    } catch (PolicyException | IOException | RuntimeException e) {
      remove(folder);
      throw e;
    }
  }

  @Override
  public Jail newJail() {
    NamespaceJail jail =
        new NamespaceJail(
            context, exits, folder.resolve("jail-" + made.incrementAndGet()), executor);
    jails.add(jail);
    return jail;
  }

  /** Where a signal ends Maven, its processes would end by themselves, but leave their files. */
  private void end() {
    jails.forEach(NamespaceJail::stop);
    remove(folder);
  }

  /**
   * A debugger's port can be listened at once, and the next module may be the debugged one; a
   * server of this machine may be given its port after this.
   */
  @Override
  public boolean locksAhead() {
    return context.settings().ports().isEmpty() && context.settings().hostPorts().isEmpty();
  }

  /** Surefire tells by it whether the JDK has modules. */
  @Override
  public String release() {
    Path home = context.machine().javaHome();
    try {
      return Files.readString(home.resolve("release"));
    } catch (IOException e) {
      return Files.exists(home.resolve("lib/modules"))
          ? "JAVA_VERSION=\"" + Runtime.version().feature() + "\"\n"
          : "JAVA_VERSION=\"1.8.0\"\n";
    }
  }

  @Override
  public List<String> client() {
    return List.of("/bin/sh");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down, and the hook runs.
      return;
    }
    remove(folder);
  }

  /** Removes a module's folder, and that of the build, if no other module has one in it. */
  static void remove(Path folder) {
    Removal.of(folder);
    try {
      Files.deleteIfExists(Objects.requireNonNull(folder.getParent()));
    } catch (IOException e) {
      return;
    }
  }
}
