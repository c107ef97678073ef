package tracker;

import io.lettuce.core.RedisClient;
import java.util.concurrent.Callable;

public class Lettuce implements Callable<Object> {

  @Override
  public Object call() {
    return RedisClient.create("redis://127.0.0.1:" + System.getProperty("port")).connect();
  }
}
