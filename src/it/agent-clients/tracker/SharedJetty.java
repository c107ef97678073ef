package tracker;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.eclipse.jetty.client.HttpClient;

public class SharedJetty implements BiFunction<HttpClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(HttpClient client, String address) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    client
        .newRequest(String.format(System.getProperty("url"), address))
        .send(result -> answer.complete(result));
    return answer;
  }
}
