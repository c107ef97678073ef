package tracker;

import java.util.concurrent.Callable;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;

public class HttpClient5Async implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
    client.start();
    String uri = "http://127.0.0.1:" + System.getProperty("port") + "/";
    return client.execute(SimpleHttpRequest.create("GET", uri), null).get();
  }
}
