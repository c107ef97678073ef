package tracker;

import java.sql.DriverManager;
import java.util.concurrent.Callable;

public class Postgresql implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + System.getProperty("port") + "/database";
    return DriverManager.getConnection(url, "user", "password");
  }
}
