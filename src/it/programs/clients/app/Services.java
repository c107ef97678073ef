package app;

import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/** Runs what services there are, without knowing whose. */
public class Services implements Callable<Object> {

  @Override
  public Object call() {
    ServiceLoader.load(Runnable.class).forEach(Runnable::run);
    return null;
  }
}
