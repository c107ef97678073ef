package io.github.mavensandbox.agent;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;

/** What an attempt reaches for. Nothing is looked up to find out. */
final class Endpoint {

  private static final int ECHO_PORT = 7;

  private final String type;
  private final String address;
  private final int port;
  private final String name;

  private Endpoint(String type, String address, int port, String name) {
    this.type = type;
    this.address = address;
    this.port = port;
    this.name = name;
  }

  /** What a call is for, or null if it reaches for nothing. */
  static Endpoint of(Call call, Object self, Object[] arguments) {
    switch (call) {
      case TCP_CONNECT:
      case TCP_CONNECT_LATER:
      case UDP_CONNECT:
        return ofArguments(call, arguments);
      case ECHO:
        return of(call, (InetAddress) arguments[0], ECHO_PORT);
      case UDP_SEND:
        Endpoint target = ofArguments(call, arguments);
        return target == null ? ofConnected(call, self) : target;
      case LOOKUP:
      case LOOKUP_LATER:
        return ofName(call, arguments);
      case REVERSE:
        return new Endpoint(call.type(), literal((InetAddress) arguments[0]), -1, null);
      case PROCESS:
        return new Endpoint(call.type(), null, -1, ((String[]) arguments[0])[0]);
      case LIBRARY:
        Class<?> caller = (Class<?>) arguments[0];
        boolean jdk = caller == null || caller.getClassLoader() == null;
        return jdk ? null : new Endpoint(call.type(), null, -1, (String) arguments[1]);
      default:
        return null;
    }
  }

  /** Of the only text among the arguments; what stands before it differs by version. */
  private static Endpoint ofName(Call call, Object[] arguments) {
    for (Object argument : arguments) {
      if (argument instanceof String) {
        return new Endpoint(call.type(), null, -1, (String) argument);
      }
    }
    return null;
  }

  private static Endpoint ofArguments(Call call, Object[] arguments) {
    InetAddress address = null;
    for (Object argument : arguments) {
      if (argument instanceof SocketAddress) {
        return of(call, (SocketAddress) argument);
      }
      if (argument instanceof Path) {
        return unix(argument.toString());
      }
      if (argument instanceof DatagramPacket) {
        DatagramPacket packet = (DatagramPacket) argument;
        return packet.getAddress() == null ? null : of(call, packet.getAddress(), packet.getPort());
      }
      if (argument instanceof InetAddress) {
        address = (InetAddress) argument;
      } else if (address != null && argument instanceof Integer) {
        return of(call, address, (Integer) argument);
      }
    }
    return null;
  }

  private static Endpoint ofConnected(Call call, Object self) {
    try {
      SocketAddress remote =
          self instanceof DatagramChannel
              ? ((DatagramChannel) self).getRemoteAddress()
              : ((DatagramSocket) self).getRemoteSocketAddress();
      return remote == null ? null : of(call, remote);
    } catch (IOException e) {
      return null; // closed: nothing is sent
    }
  }

  private static Endpoint of(Call call, SocketAddress remote) {
    if (!(remote instanceof InetSocketAddress)) {
      return unix(remote.toString());
    }
    InetSocketAddress socket = (InetSocketAddress) remote;
    if (socket.isUnresolved()) {
      return new Endpoint(call.type(), null, socket.getPort(), socket.getHostString());
    }
    String literal = literal(socket.getAddress());
    String host = socket.getHostString();
    return new Endpoint(call.type(), literal, socket.getPort(), host.equals(literal) ? null : host);
  }

  private static Endpoint of(Call call, InetAddress address, int port) {
    return of(call, new InetSocketAddress(address, port));
  }

  private static Endpoint unix(String path) {
    return new Endpoint("unix", null, -1, path);
  }

  /** The address, without the interface that an address of IPv6 may name. */
  static String literal(InetAddress address) {
    String literal = address.getHostAddress();
    int scope = literal.indexOf('%');
    return scope < 0 ? literal : literal.substring(0, scope);
  }

  /** What the attempt is called in the file of attempts. */
  String type() {
    return type;
  }

  String address() {
    return address;
  }

  int port() {
    return port;
  }

  String name() {
    return name;
  }

  boolean isUnix() {
    return type.equals("unix");
  }
}
