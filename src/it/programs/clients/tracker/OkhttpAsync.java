package tracker;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public class OkhttpAsync implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    String url = "http://127.0.0.1:" + System.getProperty("port") + "/";
    CompletableFuture<Response> response = new CompletableFuture<>();
    new OkHttpClient()
        .newCall(new Request.Builder().url(url).build())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                response.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response answer) {
                response.complete(answer);
              }
            });
    return response.get();
  }
}
