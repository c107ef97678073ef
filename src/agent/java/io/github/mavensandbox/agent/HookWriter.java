package io.github.mavensandbox.agent;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Puts hooks into the bytes of a class. Apart from {@link HookTransformer}, which needs no ASM
 * where it has been done before.
 */
final class HookWriter {

  private HookWriter() {}

  static byte[] changed(byte[] bytes, Hook[] hooks) {
    ClassReader reader = new ClassReader(bytes);
    // Without branches of its own, what is put in needs no frames computed, which would load
    // classes.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new HookInserter(writer, hooks), 0);
    return writer.toByteArray();
  }
}
