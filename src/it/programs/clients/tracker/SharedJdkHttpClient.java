package tracker;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

public class SharedJdkHttpClient implements BiFunction<HttpClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(HttpClient client, String address) {
    URI uri = URI.create(String.format(System.getProperty("url"), address));
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
