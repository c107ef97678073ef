package tracker;

import java.util.concurrent.Callable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

public class SpringRestClient implements Callable<Object> {

  @Override
  public Object call() {
    return RestClient.builder()
        .requestFactory(new SimpleClientHttpRequestFactory())
        .build()
        .get()
        .uri("http://127.0.0.1:" + System.getProperty("port") + "/")
        .retrieve()
        .body(String.class);
  }
}
