package tracker;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

public class SharedVertx implements BiFunction<HttpClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(HttpClient client, String address) {
    return client
        .request(
            new RequestOptions()
                .setAbsoluteURI(String.format(System.getProperty("url"), address))
                .setFollowRedirects(true))
        .compose(request -> request.send())
        .toCompletionStage()
        .toCompletableFuture();
  }
}
