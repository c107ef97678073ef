package tracker;

import java.net.URI;
import java.util.concurrent.Callable;

public class UrlConnection implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return URI.create("http://127.0.0.1:" + System.getProperty("port") + "/").toURL().openConnection().getInputStream();
  }
}
