package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.text.OwnFile;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries what {@link NamespaceJails} needs of a machine, one thing at a time and anew, to find out
 * which one is missing.
 */
public final class MachineCheck implements AutoCloseable {

  private final HostTools tools;
  private final Machine machine;
  private final Path folder;

  /**
   * Makes one that has tried nothing yet.
   *
   * @param folder of this check alone, where builds have theirs; is removed at the end
   */
  public MachineCheck(HostTools tools, Machine machine, Path folder) {
    this.tools = tools;
    this.machine = machine;
    this.folder = folder;
  }

  /**
   * Makes namespaces as a fork has them.
   *
   * @param overlays whether to make overlays in them, too
   * @throws NoNamespacesException where the machine refuses one of them; says what it said
   */
  public void makeNamespaces(boolean overlays) throws IOException {
    Probe.makeNamespaces(tools, folder.resolve("namespaces"), overlays);
  }

  /**
   * Starts a firewall.
   *
   * @throws NoNamespacesException where it does not start
   */
  public void startFirewall() throws IOException, PolicyException {
    Probe.lock(tools, machine, folder.resolve("probe"));
  }

  /** Tries parts of the kernel, each alone, and returns those that it lacks. */
  public List<KernelPart.Missing> missing(List<KernelPart> parts) throws IOException {
    List<KernelPart.Missing> missing = new ArrayList<>();
    for (KernelPart part : parts) {
      ToolProcess.Result result = ToolProcess.run(tools, trial(part));
      if (result.exitCode() != 0) {
        missing.add(new KernelPart.Missing(part, result.said()));
      }
    }
    return missing;
  }

  private List<String> trial(KernelPart part) throws IOException {
    Path trial = Files.createDirectories(folder.resolve("trial"));
    Files.writeString(trial.resolve("trial.sh"), OwnFile.text(MachineCheck.class, "trial.sh"));
    Files.writeString(trial.resolve("links"), part.links());
    Files.writeString(trial.resolve("sets"), part.sets());
    Files.writeString(trial.resolve("rules4"), part.rules4());
    Files.writeString(trial.resolve("rules6"), part.rules6());
    List<String> words = Firewall.namespaces(tools);
    words.addAll(List.of("--ro-bind", tools.namespaces().toString(), "/sandbox/namespaces"));
    words.addAll(List.of("--ro-bind", trial.toString(), "/sandbox/trial"));
    words.addAll(Firewall.shell("/sandbox/trial/trial.sh", "/sandbox/trial"));
    return words;
  }

  /**
   * Looks whether a firewall can have a way out.
   *
   * @throws NoNamespacesException where it cannot
   */
  public static void wayOut() throws NoNamespacesException {
    WayOut.check();
  }

  /**
   * Looks whether overlays can be made of the project's folders and the local repository.
   *
   * @throws NoNamespacesException where one cannot
   */
  public static void folders(Machine machine, Path repository) throws IOException {
    NamespaceJails.checkFolders(machine, repository);
  }

  /** Removes its folder. */
  @Override
  public void close() {
    NamespaceJails.remove(folder);
  }
}
