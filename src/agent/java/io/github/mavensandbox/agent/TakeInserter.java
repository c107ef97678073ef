package io.github.mavensandbox.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells before and after a loop calls {@code run()} of a task. If that throws, the next one, or the
 * thread's end, corrects it.
 */
final class TakeInserter extends MethodVisitor {

  private final String task;

  TakeInserter(MethodVisitor next, String task) {
    super(Opcodes.ASM9, next);
    this.task = task;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean found = owner.equals(task) && name.equals("run") && descriptor.equals("()V");
    if (found) {
      super.visitInsn(Opcodes.DUP);
      take();
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (found) {
      super.visitInsn(Opcodes.ACONST_NULL);
      take();
    }
  }

  private void take() {
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC, Bridge.INTERNAL_NAME, "take", "(Ljava/lang/Object;)V", false);
  }
}
