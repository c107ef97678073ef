package tracker;

import java.sql.DriverManager;
import java.util.concurrent.Callable;

public class Mariadb implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    String url = "jdbc:mariadb://127.0.0.1:" + System.getProperty("port") + "/database";
    return DriverManager.getConnection(url, "user", "password");
  }
}
