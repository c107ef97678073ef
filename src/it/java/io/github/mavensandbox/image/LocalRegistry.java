package io.github.mavensandbox.image;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real registry on a port of 127.0.0.1, with its images in a folder. */
final class LocalRegistry implements AutoCloseable {

  /** A user that {@link #withLogin} admits. */
  static final Credentials USER = new Credentials("builder", "open-sesame");

  // Of USER, by bcrypt with a fixed salt; a registry takes no other kind.
  private static final String HTPASSWD =
      "builder:$2y$05$abcdefghijklmnopqrstuutXu9KzOt.1yBoZUeFWoT/914/JfszCO";

  private final Process process;
  private final int port;

  private LocalRegistry(Path folder, String tls, String authentication)
      throws IOException, InterruptedException {
    port = freePort();
    Path config = Files.createDirectories(folder).resolve("config.yml");
    Files.writeString(
        config,
        """
        version: 0.1
        log:
          level: error
        storage:
          filesystem:
            rootdirectory: %s
        http:
          addr: 127.0.0.1:%d
        """
                .formatted(folder.resolve("images"), port)
            + tls
            + authentication);
    process =
        CommandLine.of("docker-registry", "serve", config.toString())
            .start(folder.resolve("registry.log"));
    awaitAnswer(folder.resolve("registry.log"));
  }

  /** Starts one that is open to everybody. */
  static LocalRegistry open(Path folder) throws IOException, InterruptedException {
    return new LocalRegistry(folder, "", "");
  }

  /** Starts one that wants a login, without HTTPS. */
  static LocalRegistry withLogin(Path folder) throws IOException, InterruptedException {
    return new LocalRegistry(folder, "", users(folder));
  }

  /** Starts one that wants a login, with a certificate that nobody vouches for. */
  static LocalRegistry withLoginAndHttps(Path folder) throws Exception {
    SelfSigned certificate = SelfSigned.in(Files.createDirectories(folder));
    return new LocalRegistry(
        folder,
        "  tls:\n    certificate: "
            + certificate.certificate()
            + "\n    key: "
            + certificate.key()
            + "\n",
        users(folder));
  }

  private static String users(Path folder) throws IOException {
    Path users = Files.createDirectories(folder).resolve("users");
    Files.writeString(users, HTPASSWD + "\n");
    return "auth:\n  htpasswd:\n    realm: test\n    path: " + users + "\n";
  }

  /** Returns its host and port. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Returns the name of an image in this registry. */
  String image(String name) {
    return address() + "/" + name;
  }

  /** Returns the manifest of an image, or fails. */
  String manifest(String name, String tag) throws IOException {
    URI uri = URI.create("http://" + image("v2/" + name + "/manifests/" + tag));
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestProperty("Accept", "application/vnd.docker.distribution.manifest.v2+json");
    return new String(connection.getInputStream().readAllBytes());
  }

  private void awaitAnswer(Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          process.destroyForcibly();
          throw new IOException("docker-registry does not answer: " + Files.readString(log), e);
        }
        Thread.sleep(20);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
