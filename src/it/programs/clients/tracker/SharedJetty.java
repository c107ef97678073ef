package tracker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.eclipse.jetty.client.HttpClient;

/** Has the sender come to its end after the receiver, which is who then tells of the answer. */
public class SharedJetty implements BiFunction<HttpClient, String, CompletableFuture<?>> {

  private static final long NANOS = 20_000_000;

  @Override
  public CompletableFuture<?> apply(HttpClient client, String address) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    client
        .newRequest(String.format(System.getProperty("url"), address))
        .onRequestSuccess(request -> LockSupport.parkNanos(NANOS))
        .send(result -> answer.complete(result));
    return answer;
  }
}
