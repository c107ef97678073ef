package io.github.mavensandbox.mojo.doctor;

import io.github.mavensandbox.surefire.namespaces.KernelPart;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A machine of which a test says what it lacks. */
final class FakeTrials implements NamespaceTrials {

  final List<String> called = new ArrayList<>();
  private final Set<String> missing;
  String system = "Linux";
  long space = 1_000_000_000;
  boolean device = true;

  /** Makes one where these trials fail. */
  FakeTrials(String... missing) {
    this.missing = new HashSet<>(List.of(missing));
  }

  private void call(String trial) throws IOException {
    called.add(trial);
    if (missing.contains(trial)) {
      throw new NoNamespacesException("no " + trial, "mend " + trial);
    }
  }

  @Override
  public String system() {
    return system;
  }

  @Override
  public void refuseRoot() throws IOException {
    call("ordinary user");
  }

  @Override
  public Path home() throws IOException {
    call("home");
    return Path.of("/home/user");
  }

  @Override
  public Path openTools() throws IOException {
    call("tools");
    return Path.of("/home/user/.cache");
  }

  @Override
  public long space() {
    return space;
  }

  @Override
  public void makeNamespaces(boolean overlays) throws IOException {
    call("namespaces");
    if (overlays) {
      call("overlays");
    }
  }

  @Override
  public void startFirewall() throws IOException {
    call("firewall");
  }

  @Override
  public List<KernelPart.Missing> missingParts() {
    called.add("parts");
    return KernelPart.ALL.stream()
        .filter(part -> missing.contains(part.name()))
        .map(part -> new KernelPart.Missing(part, "no " + part.name()))
        .toList();
  }

  @Override
  public boolean hasDevice() {
    return device;
  }

  @Override
  public void wayOut() throws IOException {
    call("way out");
  }

  @Override
  public void folders() throws IOException {
    call("folders");
  }

  @Override
  public void end() {
    called.add("end");
  }
}
