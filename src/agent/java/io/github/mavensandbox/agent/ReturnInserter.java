package io.github.mavensandbox.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Tells that the caller goes on with the task that a method returns. */
final class ReturnInserter extends MethodVisitor {

  ReturnInserter(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      super.visitInsn(Opcodes.DUP);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, Bridge.INTERNAL_NAME, "take", "(Ljava/lang/Object;)V", false);
    }
    super.visitInsn(opcode);
  }
}
