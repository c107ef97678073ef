package tracker;

import java.util.Hashtable;
import java.util.concurrent.Callable;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;

public class Jndi implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, "ldap://127.0.0.1:" + System.getProperty("port"));
    return new InitialDirContext(environment).lookup("cn=a");
  }
}
