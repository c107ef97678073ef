package tracker;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpStatement;
import java.util.concurrent.Callable;
import kotlin.Unit;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.Dispatchers;

public class Ktor implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    HttpClient client = HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, "http://127.0.0.1:" + System.getProperty("port") + "/");
    return BuildersKt.runBlocking(
        Dispatchers.getDefault(),
        (scope, continuation) -> new HttpStatement(request, client).execute(continuation));
  }
}
