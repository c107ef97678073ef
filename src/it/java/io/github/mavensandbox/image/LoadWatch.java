package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A real engine whose loads are watched. */
final class LoadWatch {

  /** How many bytes each load was sent. */
  final List<Long> loads = new ArrayList<>();

  /** How many of the next loads fail, after they were sent. */
  int failures;

  private final ContainerEngine engine;

  LoadWatch(ContainerEngine engine) {
    this.engine = engine;
  }

  ContainerEngine engine() {
    return (ContainerEngine)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ContainerEngine.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("load")) {
                return load((InputStream) arguments[0]);
              }
              try {
                return method.invoke(engine, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private List<String> load(InputStream tar) throws IOException, InterruptedException {
    long[] sent = new long[1];
    InputStream counting =
        new FilterInputStream(tar) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            sent[0] += Math.max(0, read);
            return read;
          }
        };
    if (failures > 0) {
      failures--;
      counting.transferTo(java.io.OutputStream.nullOutputStream());
      loads.add(sent[0]);
      throw new EngineException("a layer is missing");
    }
    List<String> loaded = engine.load(counting);
    loads.add(sent[0]);
    return loaded;
  }
}
