package tracker;

import java.util.concurrent.Callable;
import reactor.netty.http.client.HttpClient;

public class ReactorNetty implements Callable<Object> {

  @Override
  public Object call() {
    return HttpClient.create()
        .get()
        .uri("http://127.0.0.1:" + System.getProperty("port") + "/")
        .responseContent()
        .aggregate()
        .block();
  }
}
