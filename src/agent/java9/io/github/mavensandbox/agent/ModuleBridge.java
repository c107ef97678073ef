package io.github.mavensandbox.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/**
 * Defines a class in {@code java.lang} with what the JDK offers for it: no warning, no internal
 * class.
 */
final class ModuleBridge implements BridgeDefiner {

  ModuleBridge() {}

  @Override
  public void define(byte[] bytes, Instrumentation instrumentation) throws Exception {
    Module own = ModuleBridge.class.getModule();
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(own)),
        Set.of(),
        Map.of());
    MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(bytes);
  }
}
