package tracker;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.Callable;

public class VertxClient implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return Vertx.vertx()
        .createHttpClient()
        .request(HttpMethod.GET, Integer.getInteger("port"), "127.0.0.1", "/")
        .compose(request -> request.send())
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}
