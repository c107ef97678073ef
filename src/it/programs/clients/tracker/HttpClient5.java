package tracker;

import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;

public class HttpClient5 implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return HttpClients.createDefault()
        .execute(
            new HttpGet("http://127.0.0.1:" + System.getProperty("port") + "/"),
            response -> response.getCode());
  }
}
