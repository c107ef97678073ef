import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Writes on both streams, connects from a thread, and ends with a code of its own. */
public class Talking {

  public static void main(String[] args) throws Exception {
    System.out.println("some output, nothing of the agent: " + isThere("org.objectweb.asm.ClassReader"));
    System.err.println("some error: " + isThere("io.github.mavensandbox.agent.asm.ClassReader"));
    Thread thread = new Thread(Talking::connect, "a \"thread\" \\ \u00e4\ud83d\ude00\n");
    thread.start();
    thread.join();
    System.out.write(new byte[] {0, 1, (byte) 0xff, '\n'});
    System.out.flush();
    System.exit(7);
  }

  static boolean isThere(String type) {
    try {
      Class.forName(type, false, Talking.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static void connect() {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = server.getLocalPort();
      server.close();
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    } catch (Exception e) {
      System.out.println(e.getClass());
    }
  }
}
