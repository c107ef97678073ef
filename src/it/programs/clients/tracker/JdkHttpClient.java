package tracker;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;

public class JdkHttpClient implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + System.getProperty("port") + "/");
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
