package tracker;

import java.util.concurrent.Callable;

public class Curl implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    String url = "http://127.0.0.1:" + System.getProperty("port") + "/";
    return Runtime.getRuntime().exec(new String[] {"curl", "-s", url}).waitFor();
  }
}
