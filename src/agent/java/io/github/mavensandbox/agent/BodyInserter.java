package io.github.mavensandbox.agent;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts code at the beginning of a method and at each of its ends, also when it throws. */
abstract class BodyInserter extends MethodVisitor {

  private final Label begin = new Label();
  private final Label end = new Label();

  BodyInserter(MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    insertBegin();
    super.visitLabel(begin);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      insertReturn(opcode);
    }
    super.visitInsn(opcode);
  }

  /** The handler is the last of the method: one that the method has itself comes first. */
  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    super.visitTryCatchBlock(begin, end, end, null);
    super.visitFrame(Opcodes.F_FULL, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
    insertFailure();
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(maxStack, maxLocals);
  }

  final void call(String method, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, Bridge.INTERNAL_NAME, method, descriptor, false);
  }

  /** Hands what is on the top of the stack to a method, with a number before it; it stays. */
  final void passOn(int number, String method, String descriptor) {
    super.visitInsn(Opcodes.DUP);
    push(number);
    super.visitInsn(Opcodes.SWAP);
    call(method, descriptor);
  }

  final void push(int number) {
    super.visitIntInsn(Opcodes.BIPUSH, number);
  }

  abstract void insertBegin();

  /** What is returned is on the stack, and has to stay there. */
  abstract void insertReturn(int opcode);

  /** What is thrown is on the stack, and has to stay there. */
  abstract void insertFailure();
}
