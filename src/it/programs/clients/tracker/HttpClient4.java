package tracker;

import java.util.concurrent.Callable;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.HttpClients;

public class HttpClient4 implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return HttpClients.createDefault()
        .execute(new HttpGet("http://127.0.0.1:" + System.getProperty("port") + "/"));
  }
}
