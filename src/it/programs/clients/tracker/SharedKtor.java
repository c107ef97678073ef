package tracker;

import io.ktor.client.HttpClient;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpStatement;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.future.FutureKt;

public class SharedKtor implements BiFunction<HttpClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(HttpClient client, String address) {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, String.format(System.getProperty("url"), address));
    return FutureKt.future(
        GlobalScope.INSTANCE,
        Dispatchers.getDefault(),
        CoroutineStart.DEFAULT,
        (scope, continuation) -> new HttpStatement(request, client).execute(continuation));
  }
}
