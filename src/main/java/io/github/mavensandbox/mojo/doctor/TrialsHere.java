package io.github.mavensandbox.mojo.doctor;

import io.github.mavensandbox.mojo.tests.NamespaceCache;
import io.github.mavensandbox.mojo.tests.NamespaceSetup;
import io.github.mavensandbox.mojo.tests.NamespaceUser;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.surefire.namespaces.KernelPart;
import io.github.mavensandbox.surefire.namespaces.MachineCheck;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** The trials on this machine. */
public final class TrialsHere implements NamespaceTrials {

  private final NamespaceSetup setup;
  private final BuildSession build;
  private final Path repository;
  private @Nullable MachineCheck check;

  /**
   * Makes some that have tried nothing yet.
   *
   * @param repository the local repository
   */
  public TrialsHere(NamespaceSetup setup, BuildSession build, Path repository) {
    this.setup = setup;
    this.build = build;
    this.repository = repository;
  }

  @Override
  public String system() {
    return System.getProperty("os.name");
  }

  @Override
  public void refuseRoot() throws IOException {
    NamespaceUser.refuseRoot();
  }

  @Override
  public Path home() throws IOException {
    return NamespaceUser.ofThisProcess().home();
  }

  @Override
  public Path openTools() throws IOException, MojoExecutionException {
    NamespaceUser user = NamespaceUser.ofThisProcess();
    Path cache = cache();
    HostTools tools = setup.tools(cache);
    check =
        new MachineCheck(
            tools,
            user.machine(Optional.empty(), List.of(), List.of()),
            NamespaceCache.newFolder(cache, build));
    return cache;
  }

  private Path cache() throws IOException {
    return NamespaceCache.of(home());
  }

  @Override
  public long space() throws IOException {
    return Files.getFileStore(cache()).getUsableSpace();
  }

  @Override
  public void makeNamespaces(boolean overlays) throws IOException {
    opened().makeNamespaces(overlays);
  }

  @Override
  public void startFirewall() throws IOException, PolicyException {
    opened().startFirewall();
  }

  @Override
  public List<KernelPart.Missing> missingParts() throws IOException {
    return opened().missing(KernelPart.ALL);
  }

  @Override
  public boolean hasDevice() {
    return Files.exists(Path.of(NamespaceDoctor.DEVICE));
  }

  @Override
  public void wayOut() throws IOException {
    MachineCheck.wayOut();
  }

  @Override
  public void folders() throws IOException {
    MachineCheck.folders(setup.machine(NamespaceUser.ofThisProcess()), repository);
  }

  @Override
  public void end() {
    if (check != null) {
      check.close();
    }
  }

  private MachineCheck opened() throws IOException {
    if (check == null) {
      throw new IOException("the tools are not there");
    }
    return check;
  }
}
