import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Thousands of tasks that sleep, park, lock and wait; in virtual threads where there are some. */
public class Crowd {

  private static final Object LOCK = new Object();
  private static final AtomicInteger DONE = new AtomicInteger();
  private static int closed;

  public static void main(String[] args) throws Exception {
    try (ServerSocket unused = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closed = unused.getLocalPort();
    }
    ExecutorService executor = executor();
    for (int i = 0; i < 3_000; i++) {
      int number = i;
      executor.submit(
          () -> {
            task(number);
            return null;
          });
    }
    executor.shutdown();
    executor.awaitTermination(1, TimeUnit.MINUTES);
    System.out.println(DONE.get());
  }

  static ExecutorService executor() throws Exception {
    return Runtime.version().major() < 21
        ? Executors.newFixedThreadPool(50)
        : (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  static void task(int number) throws Exception {
    Thread.sleep(number % 5);
    LockSupport.parkNanos(1_000);
    synchronized (LOCK) {
      DONE.incrementAndGet();
      if (number % 500 == 0) {
        Thread.sleep(1);
      }
    }
    if (number % 100 == 0) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), closed).close();
      } catch (IOException e) {
        // As is expected.
      }
    }
    CompletableFuture.supplyAsync(() -> 1).orTimeout(1, TimeUnit.MINUTES).join();
  }
}
