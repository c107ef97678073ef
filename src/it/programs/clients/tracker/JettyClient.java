package tracker;

import java.util.concurrent.Callable;
import org.eclipse.jetty.client.HttpClient;

public class JettyClient implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    return client.GET("http://127.0.0.1:" + System.getProperty("port") + "/");
  }
}
