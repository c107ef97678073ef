package tracker;

import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Put into one jar with okhttp under another name, as maven-shade-plugin does. */
public class RelocatedOkhttp implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    String url = "http://127.0.0.1:" + System.getProperty("port") + "/";
    return new OkHttpClient().newCall(new Request.Builder().url(url).build()).execute();
  }
}
