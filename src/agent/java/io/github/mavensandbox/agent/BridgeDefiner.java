package io.github.mavensandbox.agent;

import java.lang.instrument.Instrumentation;

/** How a class gets into {@code java.lang}. */
interface BridgeDefiner {

  void define(byte[] bytes, Instrumentation instrumentation) throws Exception;
}
