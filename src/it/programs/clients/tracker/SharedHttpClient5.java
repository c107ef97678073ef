package tracker;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;

public class SharedHttpClient5
    implements BiFunction<CloseableHttpAsyncClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(CloseableHttpAsyncClient client, String address) {
    String uri = String.format(System.getProperty("url"), address);
    CompletableFuture<SimpleHttpResponse> answer = new CompletableFuture<>();
    client.execute(
        SimpleHttpRequest.create("GET", uri),
        new FutureCallback<>() {
          @Override
          public void completed(SimpleHttpResponse response) {
            answer.complete(response);
          }

          @Override
          public void failed(Exception e) {
            answer.completeExceptionally(e);
          }

          @Override
          public void cancelled() {
            answer.cancel(false);
          }
        });
    return answer;
  }
}
