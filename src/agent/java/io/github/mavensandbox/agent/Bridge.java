package io.github.mavensandbox.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;

/**
 * Defines the class that changed methods call, in the boot loader: appending a jar to that would
 * print a warning.
 */
final class Bridge {

  /** As in the bytecode of changed methods. */
  static final String INTERNAL_NAME = "java/lang/SandboxBridge";

  private static final String NAME = "java.lang.SandboxBridge";

  private Bridge() {}

  static boolean isThere() {
    try {
      Class.forName(NAME, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  static void define(Instrumentation instrumentation) throws Exception {
    byte[] bytes =
        Bytes.of(Bridge.class.getClassLoader().getResourceAsStream(INTERNAL_NAME + ".class"));
    if (JavaVersion.isBefore9()) {
      defineByUnsafe(bytes);
    } else {
      JavaVersion.load("ModuleBridge", BridgeDefiner.class).define(bytes, instrumentation);
    }
  }

  private static void defineByUnsafe(byte[] bytes) throws Exception {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field instance = type.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class)
        .invoke(instance.get(null), NAME, bytes, 0, bytes.length, null, null);
  }
}
