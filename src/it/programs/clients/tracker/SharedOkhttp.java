package tracker;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public class SharedOkhttp implements BiFunction<OkHttpClient, String, CompletableFuture<?>> {

  @Override
  public CompletableFuture<?> apply(OkHttpClient client, String address) {
    String url = String.format(System.getProperty("url"), address);
    CompletableFuture<Response> answer = new CompletableFuture<>();
    client
        .newCall(new Request.Builder().url(url).build())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) {
                answer.complete(response);
              }
            });
    return answer;
  }
}
