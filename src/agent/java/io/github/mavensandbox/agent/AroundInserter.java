package io.github.mavensandbox.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Tells when a call begins, with what, and how it ends. */
final class AroundInserter extends BodyInserter {

  private final HookedMethod method;
  private final int call;

  AroundInserter(MethodVisitor next, HookedMethod method, int call) {
    super(next);
    this.method = method;
    this.call = call;
  }

  @Override
  void insertBegin() {
    push(call);
    if (method.isStatic()) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      super.visitVarInsn(Opcodes.ALOAD, 0);
    }
    Type[] arguments = method.arguments();
    push(arguments.length);
    super.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    int slot = method.isStatic() ? 0 : 1;
    for (int i = 0; i < arguments.length; i++) {
      insertArgument(i, arguments[i], slot);
      slot += arguments[i].getSize();
    }
    call("enter", "(ILjava/lang/Object;[Ljava/lang/Object;)V");
  }

  /** Objects and whole numbers; nobody asks for others. */
  private void insertArgument(int index, Type type, int slot) {
    boolean isInt = type.getSort() == Type.INT;
    if (!isInt && type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY) {
      return;
    }
    super.visitInsn(Opcodes.DUP);
    push(index);
    super.visitVarInsn(isInt ? Opcodes.ILOAD : Opcodes.ALOAD, slot);
    if (isInt) {
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
    }
    super.visitInsn(Opcodes.AASTORE);
  }

  @Override
  void insertReturn(int opcode) {
    if (opcode == Opcodes.IRETURN) {
      passOn(call, "exit", "(II)V");
    } else if (opcode == Opcodes.ARETURN) {
      passOn(call, "exit", "(ILjava/lang/Object;)V");
    } else {
      push(call);
      super.visitInsn(Opcodes.ACONST_NULL);
      call("exit", "(ILjava/lang/Object;)V");
    }
  }

  @Override
  void insertFailure() {
    passOn(call, "fail", "(ILjava/lang/Throwable;)V");
  }
}
