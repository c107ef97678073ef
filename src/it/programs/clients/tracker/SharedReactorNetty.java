package tracker;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import reactor.netty.http.client.HttpClient;

public class SharedReactorNetty implements BiFunction<HttpClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(HttpClient client, String address) {
    return client
        .get()
        .uri(String.format(System.getProperty("url"), address))
        .responseContent()
        .aggregate()
        .toFuture();
  }
}
