package tracker;

import java.util.concurrent.Callable;
import redis.clients.jedis.RedisClient;

public class JedisClient implements Callable<Object> {

  @Override
  public Object call() {
    return RedisClient.create("127.0.0.1", Integer.getInteger("port")).get("key");
  }
}
