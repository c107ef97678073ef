package io.github.mavensandbox.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Puts the hooks into classes as they are loaded, or again when another agent has them changed. */
final class HookTransformer implements ClassFileTransformer {

  private final HookTable table;

  HookTransformer(HookTable table) {
    this.table = table;
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
      return changed(bytes, hooks);
    } catch (Throwable e) {
      return null; // of a shape that is not understood; it stays as it is
    }
  }

  private static byte[] changed(byte[] bytes, Hook[] hooks) {
    ClassReader reader = new ClassReader(bytes);
    // Without branches of its own, what is put in needs no frames computed, which would load
    // classes.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new HookInserter(writer, hooks), 0);
    return writer.toByteArray();
  }
}
