package app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import kotlin.Unit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;

/** Has two libraries use one client at once, each for addresses of its own. */
public class Shared implements Callable<Object> {

  private static final int REQUESTS = 10;

  @Override
  public Object call() throws Exception {
    String way = System.getProperty("way");
    if (Boolean.getBoolean("redirected")) {
      System.setProperty("url", "http://127.0.0.1:" + redirector() + "/%s");
    } else {
      System.setProperty("url", "http://%s:" + System.getProperty("port") + "/");
    }
    Object client = client(way);
    CompletableFuture<?>[] answers = new CompletableFuture<?>[2 * REQUESTS];
    Thread first = ask("tracker." + way, client, "127.0.1.", answers, 0);
    Thread second = ask("other." + way, client, "127.0.2.", answers, 1);
    first.join();
    second.join();
    for (CompletableFuture<?> answer : answers) {
      try {
        answer.join();
      } catch (CompletionException e) {
        // Nobody listens.
      }
    }
    return null;
  }

  /** Returns a port at which whoever asks for an address is sent to it. */
  private static int redirector() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try (Socket socket = server.accept()) {
                  redirect(socket);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server.getLocalPort();
  }

  private static void redirect(Socket socket) throws IOException {
    BufferedReader request =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    String path = request.readLine().split(" ")[1];
    while (!request.readLine().isEmpty()) {
      // The rest of the request says nothing more.
    }
    String answer =
        "HTTP/1.1 302 Found\r\nLocation: http:/"
            + path
            + ":"
            + System.getProperty("port")
            + "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(US_ASCII));
  }

  private static Thread ask(
      String library, Object client, String network, CompletableFuture<?>[] answers, int index)
      throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    BiFunction<Object, String, CompletableFuture<?>> caller =
        (BiFunction<Object, String, CompletableFuture<?>>)
            Class.forName(library).getConstructor().newInstance();
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < REQUESTS; i++) {
                answers[2 * i + index] = caller.apply(client, network + (i + 1));
              }
            });
    thread.start();
    return thread;
  }

  /** One that has many of its users wait for others of them. */
  private static Object client(String way) throws Exception {
    switch (way) {
      case "SharedJdkHttpClient":
        return java.net.http.HttpClient.newBuilder()
            .followRedirects(java.net.http.HttpClient.Redirect.ALWAYS)
            .build();
      case "SharedHttpClient5":
        CloseableHttpAsyncClient apache =
            HttpAsyncClients.custom()
                .setConnectionManager(
                    PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(3)
                        .build())
                .build();
        apache.start();
        return apache;
      case "SharedOkhttp":
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(3);
        return new OkHttpClient.Builder().dispatcher(dispatcher).build();
      case "SharedNetty":
        return new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
      case "SharedVertx":
        return Vertx.vertx().createHttpClient();
      case "SharedReactorNetty":
        return reactor.netty.http.client.HttpClient.create().followRedirect(true);
      case "SharedJetty":
        org.eclipse.jetty.client.HttpClient jetty = new org.eclipse.jetty.client.HttpClient();
        jetty.start();
        return jetty;
      case "SharedKtor":
        return HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);
      default:
        throw new IllegalArgumentException(way);
    }
  }
}
