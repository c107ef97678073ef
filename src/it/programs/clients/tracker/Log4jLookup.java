package tracker;

import java.util.concurrent.Callable;
import org.apache.logging.log4j.LogManager;

public class Log4jLookup implements Callable<Object> {

  @Override
  public Object call() {
    LogManager.getLogger("tracker")
        .error("user agent: {}", "${jndi:ldap://127.0.0.1:" + System.getProperty("port") + "/a}");
    return null;
  }
}
