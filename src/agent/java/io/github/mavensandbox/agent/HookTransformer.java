package io.github.mavensandbox.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Puts the hooks into classes as they are loaded, or again when another agent has them changed. */
final class HookTransformer implements ClassFileTransformer {

  private final HookTable table;
  private final PreparedClasses prepared;

  /**
   * A transformer.
   *
   * @param prepared what was found out before, or null
   */
  HookTransformer(HookTable table, PreparedClasses prepared) {
    this.table = table;
    this.prepared = prepared;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (className == null) {
      return null;
    }
    Hook[] hooks = table.of(className);
    if (hooks == null) {
      return null;
    }
    try {
      byte[] known = known(className, bytes);
      return known == null ? HookWriter.changed(bytes, hooks) : known;
    } catch (Throwable e) {
      return null; // of a shape that is not understood; it stays as it is
    }
  }

  private byte[] known(String className, byte[] bytes) {
    try {
      return prepared == null ? null : prepared.changed(className, bytes);
    } catch (IOException e) {
      return null;
    }
  }
}
