package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Lets a debugger of this machine connect to a port of the tests: whoever connects to the port of
 * 127.0.0.1 on the machine is passed on to the same port of 127.0.0.1 in the firewall's network.
 * Nothing passes the other way unless a debugger has connected.
 */
final class DebugRelay implements AutoCloseable {

  private final List<String> entering;
  private final HostTools tools;
  private final Executor executor;
  private final List<ServerSocket> open = new ArrayList<>();

  /**
   * Does nothing yet.
   *
   * @param entering the command line by which a program joins the firewall's network
   */
  DebugRelay(HostTools tools, List<String> entering, Executor executor) {
    this.tools = tools;
    this.entering = List.copyOf(entering);
    this.executor = executor;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException when somebody else listens there
   */
  void listen(int port) throws IOException {
    ServerSocket server;
    try {
      server = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new IOException(
          "port %d of this machine is not free for a debugger (%s); choose another in maven.surefire.debug"
              .formatted(port, e.getMessage()),
          e);
    }
    open.add(server);
    executor.execute(() -> accept(server));
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket debugger = server.accept();
        executor.execute(() -> connect(debugger, server.getLocalPort()));
      } catch (IOException e) {
        // It was closed.
        return;
      }
    }
  }

  /** Where the JVM does not listen yet, the debugger's connection ends, as it would without us. */
  private void connect(Socket debugger, int port) {
    List<String> command = new ArrayList<>(entering);
    command.addAll(List.of(tools.sandbox().resolve("bin/busybox").toString(), "nc"));
    command.addAll(List.of("127.0.0.1", Integer.toString(port)));
    try (debugger) {
      Process client = ToolProcess.start(tools, command);
      try (InputStream answers = client.getInputStream();
          OutputStream questions = debugger.getOutputStream()) {
        executor.execute(() -> copy(debugger, client));
        answers.transferTo(questions);
      } finally {
        client.destroyForcibly();
      }
    } catch (IOException e) {
      // The debugger has gone.
      return;
    }
  }

  private static void copy(Socket debugger, Process client) {
    try (InputStream questions = debugger.getInputStream();
        OutputStream input = client.getOutputStream()) {
      byte[] buffer = new byte[8192];
      for (int read = questions.read(buffer); read >= 0; read = questions.read(buffer)) {
        input.write(buffer, 0, read);
        input.flush();
      }
    } catch (IOException e) {
      // One of them has gone, and the other goes by that.
      return;
    }
  }

  /** Ends what listens; connections end with the JVM. */
  @Override
  public void close() {
    for (ServerSocket server : open) {
      try {
        server.close();
      } catch (IOException e) {
        continue;
      }
    }
  }
}
