package io.github.mavensandbox.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Tells that a method submits a task: when it begins; a constructor when it ends, before which
 * there is no object.
 */
final class SubmitInserter extends MethodVisitor {

  private final HookedMethod method;
  private final int how;
  private final int task;

  SubmitInserter(MethodVisitor next, HookedMethod method, int how, int task) {
    super(Opcodes.ASM9, next);
    this.method = method;
    this.how = how;
    this.task = task;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (!method.isConstructor()) {
      insert();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.RETURN && method.isConstructor()) {
      insert();
    }
    super.visitInsn(opcode);
  }

  private void insert() {
    super.visitIntInsn(Opcodes.BIPUSH, how);
    if (method.isStatic()) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      super.visitVarInsn(Opcodes.ALOAD, 0);
    }
    super.visitVarInsn(Opcodes.ALOAD, task);
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Bridge.INTERNAL_NAME,
        "submit",
        "(ILjava/lang/Object;Ljava/lang/Object;)V",
        false);
  }
}
