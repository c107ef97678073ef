import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An agent that changes a class of the JDK, in which a program can see it; and the program. */
public class Renaming implements ClassFileTransformer {

  private static final byte[] SOURCE = "ThreadPoolExecutor.java".getBytes(StandardCharsets.ISO_8859_1);

  public static void premain(String option, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Renaming());
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
    if (!"java/util/concurrent/ThreadPoolExecutor".equals(name)) {
      return null;
    }
    byte[] changed = bytes.clone();
    for (int i = 0; i < changed.length - SOURCE.length; i++) {
      int same = 0;
      while (same < SOURCE.length && changed[i + same] == SOURCE[same]) {
        same++;
      }
      if (same == SOURCE.length) {
        changed[i] = 'R';
      }
    }
    return changed;
  }

  public static void main(String[] args) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(1);
    executor.submit(Renaming::connect).get();
    executor.shutdown();
  }

  static void connect() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().equals("java.util.concurrent.ThreadPoolExecutor")) {
        System.out.println(frame.getFileName());
      }
    }
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      new Socket(server.getInetAddress(), server.getLocalPort()).close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
