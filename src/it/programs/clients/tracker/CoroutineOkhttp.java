package tracker;

import java.io.IOException;
import java.util.concurrent.Callable;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.Job;
import okhttp3.OkHttpClient;
import okhttp3.Request;

public class CoroutineOkhttp implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    String url = "http://127.0.0.1:" + System.getProperty("port") + "/";
    Job job =
        BuildersKt.launch(
            GlobalScope.INSTANCE,
            Dispatchers.getIO(),
            CoroutineStart.DEFAULT,
            (scope, continuation) -> {
              try {
                return new OkHttpClient()
                    .newCall(new Request.Builder().url(url).build())
                    .execute();
              } catch (IOException e) {
                return Unit.INSTANCE;
              }
            });
    return BuildersKt.runBlocking(
        EmptyCoroutineContext.INSTANCE, (scope, continuation) -> job.join(continuation));
  }
}
