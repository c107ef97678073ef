package io.github.mavensandbox.agent;

/**
 * Apart from {@link Attribution}, which must not be linked to the bridge before that is defined.
 */
final class Listening {

  private Listening() {}

  static void begin(Recorder recorder) {
    SandboxBridge.listener = recorder;
  }
}
