package io.github.mavensandbox.engine;

/**
 * A port of a container that the engine's host listens on.
 *
 * @param hostAddress the address to listen on; an IPv6 address without brackets
 * @param hostPort the port to listen on, 0 to 65535; 0 lets the engine choose
 * @param containerPort the port in the container, 1 to 65535
 * @param protocol {@code tcp} or {@code udp}
 */
public record PublishedPort(String hostAddress, int hostPort, int containerPort, String protocol) {

  /**
   * The only address that is listened on unless another is asked for: nobody else's machine reaches
   * it.
   */
  public static final String LOOPBACK = "127.0.0.1";

  public PublishedPort {
    if (hostPort < 0 || hostPort > 65535) {
      throw new IllegalArgumentException("host port " + hostPort + " is not in the range 0-65535");
    }
    if (containerPort < 1 || containerPort > 65535) {
      throw new IllegalArgumentException(
          "container port " + containerPort + " is not in the range 1-65535");
    }
    if (!protocol.equals("tcp") && !protocol.equals("udp")) {
      throw new IllegalArgumentException("protocol '" + protocol + "' is neither tcp nor udp");
    }
  }

  /** Publishes a port under the same number on loopback. */
  public static PublishedPort onLoopback(int port, String protocol) {
    return new PublishedPort(LOOPBACK, port, port, protocol);
  }

  /** Returns the value of the engine's {@code --publish}. */
  public String argument() {
    String address = hostAddress.contains(":") ? "[" + hostAddress + "]" : hostAddress;
    String host = hostPort == 0 ? "" : Integer.toString(hostPort);
    return address + ":" + host + ":" + containerPort + "/" + protocol;
  }
}
