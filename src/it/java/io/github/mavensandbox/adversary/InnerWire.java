package io.github.mavensandbox.adversary;

import io.github.mavensandbox.it.process.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Lays a pair of interfaces into the attacker's container as soon as it is there: addresses that no
 * test may send anything to are reached by the first, and end in the second.
 */
final class InnerWire implements AutoCloseable {

  static final List<String> ADDRESSES =
      List.of(
          "169.254.169.254",
          "169.254.170.2",
          "169.254.1.1",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd00:ec2::254",
          "fd20:ce::254",
          "64:ff9b::a9fe:a9fe");

  private final Engine engine;
  private final String network;
  private final String address;
  private final String image;
  private final CompletableFuture<Void> watching;
  private volatile boolean closed;

  /** Begins to wait for a container with this address. */
  InnerWire(Engine engine, String network, String address, String image) {
    this.engine = engine;
    this.network = network;
    this.address = address;
    this.image = image;
    watching =
        CompletableFuture.runAsync(
            () -> {
              try {
                watch();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void watch() throws IOException, InterruptedException {
    Set<String> seen = new HashSet<>();
    while (!closed) {
      for (String id :
          engine.ask("ps", "--quiet", "--filter", "network=" + network).lines().toList()) {
        if (seen.add(id) && addresses(id).contains(address)) {
          lay(id);
          return;
        }
      }
      Thread.sleep(100);
    }
  }

  private List<String> addresses(String id) throws IOException, InterruptedException {
    String format = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}";
    try {
      return List.of(engine.ask("inspect", "--format", format, id).split(" "));
    } catch (IOException e) {
      // It has ended in between.
      return List.of();
    }
  }

  private void lay(String id) throws IOException, InterruptedException {
    String writable = engine.isPodman() ? "unmask=/proc/sys" : "systempaths=unconfined";
    List<String> run = new ArrayList<>(List.of("run", "--rm", "--security-opt", writable));
    run.addAll(List.of("--network", "container:" + id, "--cap-add", "NET_ADMIN"));
    run.addAll(List.of("--env", "IPV6=yes", image, "sh", "-c", Script.named("wire"), "wire"));
    run.addAll(ADDRESSES);
    engine.ask(run.toArray(String[]::new));
  }

  /** Fails when it could not be laid. */
  @Override
  public void close() throws IOException {
    closed = true;
    try {
      watching.get();
    } catch (ExecutionException e) {
      throw new IOException("no wire was laid", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
