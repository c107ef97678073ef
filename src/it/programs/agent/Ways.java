import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Every way out that Java 8 has, each by a method of its own; nothing but loopback is tried. */
public class Ways {

  static final InetAddress HERE = InetAddress.getLoopbackAddress();
  static int closed;
  static int open;

  interface Way {
    void go() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, HERE)) {
      open = server.getLocalPort();
      try (ServerSocket unused = new ServerSocket(0, 50, HERE)) {
        closed = unused.getLocalPort();
      }
      direct();
      others();
      submitted();
    }
  }

  static void direct() {
    tried(Ways::socket);
    tried(Ways::openSocket);
    tried(Ways::socketWithTimeOut);
    tried(Ways::socketByName);
    tried(Ways::channel);
    tried(Ways::adaptedChannel);
    tried(Ways::laterChannel);
    tried(Ways::asynchronousChannel);
    tried(Ways::url);
    tried(Ways::packet);
    tried(Ways::connectedPacket);
    tried(Ways::packetOfChannel);
    tried(Ways::packetOfConnectedChannel);
  }

  static void others() {
    tried(Ways::lookUp);
    tried(Ways::reverseLookUp);
    tried(Ways::process);
    tried(Ways::noSuchProcess);
    tried(Ways::library);
    tried(Ways::missingStream);
    tried(Ways::missingRandomAccess);
    tried(Ways::missingChannel);
    tried(Ways::missingAttributes);
    tried(Ways::noFolder);
  }

  static void submitted() {
    tried(Ways::thread);
    tried(Ways::executor);
    tried(Ways::chain);
    tried(Ways::schedule);
    tried(Ways::repeat);
    tried(Ways::forkJoin);
    tried(Ways::fork);
    tried(Ways::supplyAsync);
    tried(Ways::thenRun);
    tried(Ways::completes);
    tried(Ways::timer);
  }

  static void tried(Way way) {
    try {
      way.go();
    } catch (IOException | LinkageError e) {
      // As is expected of most.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static void connect() {
    tried(() -> new Socket(HERE, closed).close());
  }

  static void socket() throws Exception {
    new Socket(HERE, closed).close();
  }

  static void openSocket() throws Exception {
    new Socket(HERE, open).close();
  }

  static void socketWithTimeOut() throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HERE, closed), 5_000);
    }
  }

  static void socketByName() throws Exception {
    InetAddress named = InetAddress.getByAddress("named.invalid", HERE.getAddress());
    new Socket(named, closed).close();
  }

  static void channel() throws Exception {
    SocketChannel.open(new InetSocketAddress(HERE, closed)).close();
  }

  static void adaptedChannel() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(new InetSocketAddress(HERE, closed), 5_000);
    }
  }

  static void laterChannel() throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(HERE, closed));
      while (!channel.finishConnect()) {
        Thread.sleep(5);
      }
    }
  }

  static void asynchronousChannel() throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(new InetSocketAddress(HERE, open)).get();
    }
  }

  static void url() throws Exception {
    new URL("http://127.0.0.1:" + closed + "/").openStream().close();
  }

  static void packet() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[1], 1, HERE, closed));
    }
  }

  static void connectedPacket() throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(HERE, closed);
      socket.send(new DatagramPacket(new byte[1], 1));
    }
  }

  static void packetOfChannel() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(ByteBuffer.allocate(1), new InetSocketAddress(HERE, closed));
    }
  }

  static void packetOfConnectedChannel() throws Exception {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(HERE, closed));
      channel.write(ByteBuffer.allocate(1));
    }
  }

  static void lookUp() throws Exception {
    InetAddress.getAllByName("localhost");
  }

  static void reverseLookUp() throws Exception {
    InetAddress.getByAddress(HERE.getAddress()).getHostName();
  }

  static void process() throws Exception {
    new ProcessBuilder("true", "secret").start().waitFor();
  }

  static void noSuchProcess() throws Exception {
    new ProcessBuilder("/no/such/program").start();
  }

  static void library() {
    System.load("/no/such/library.so");
  }

  static void missingStream() throws Exception {
    new java.io.FileInputStream("no/such (1)/stream").close();
  }

  static void missingRandomAccess() throws Exception {
    new java.io.RandomAccessFile("/no/such/file", "r").close();
  }

  static void missingChannel() throws Exception {
    java.nio.file.Files.newByteChannel(java.nio.file.Paths.get("/no/such/channel")).close();
  }

  static void missingAttributes() throws Exception {
    java.nio.file.Files.size(java.nio.file.Paths.get("no/such/size"));
  }

  static void noFolder() throws Exception {
    new java.io.FileInputStream("/").close();
  }

  static void thread() throws Exception {
    Thread thread = new Thread(Ways::connect);
    thread.start();
    thread.join();
  }

  static void executor() throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    executor.submit(Ways::connect).get();
    executor.shutdown();
  }

  static void chain() throws Exception {
    ExecutorService first = Executors.newSingleThreadExecutor();
    ExecutorService second = Executors.newSingleThreadExecutor();
    first.submit(() -> second.submit(Ways::connect).get()).get();
    first.shutdown();
    second.shutdown();
  }

  static void schedule() throws Exception {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    executor.schedule(Ways::connect, 1, TimeUnit.MILLISECONDS).get();
    executor.shutdown();
  }

  static void repeat() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    executor.scheduleAtFixedRate(
        () -> {
          connect();
          twice.countDown();
        },
        1,
        1,
        TimeUnit.MILLISECONDS);
    twice.await();
    executor.shutdown();
    executor.awaitTermination(1, TimeUnit.MINUTES);
  }

  static void forkJoin() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.submit(Ways::connect).get();
    pool.shutdown();
  }

  static void fork() {
    ForkJoinPool pool = new ForkJoinPool(2);
    pool.invoke(
        new RecursiveAction() {
          @Override
          protected void compute() {
            invokeAll(new Connecting(), new Connecting());
          }
        });
    pool.shutdown();
  }

  static class Connecting extends RecursiveAction {
    @Override
    protected void compute() {
      connect();
    }
  }

  static void supplyAsync() throws Exception {
    CompletableFuture.runAsync(Ways::connect).get();
  }

  static void thenRun() throws Exception {
    CompletableFuture<Void> before = new CompletableFuture<>();
    CompletableFuture<Void> after = before.thenRun(Ways::connect);
    Completer completer = new Completer(before);
    completer.start();
    after.get();
  }

  static void completes() {
    CompletableFuture<Void> future = new CompletableFuture<>();
    waits(future);
    future.complete(null);
  }

  static void waits(CompletableFuture<Void> future) {
    future.thenRun(Ways::connect);
  }

  static class Completer extends Thread {
    private final CompletableFuture<Void> future;

    Completer(CompletableFuture<Void> future) {
      this.future = future;
    }

    @Override
    public void run() {
      future.complete(null);
    }
  }

  static void timer() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Timer timer = new Timer();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            connect();
            done.countDown();
          }
        },
        1);
    done.await();
    timer.cancel();
  }
}
