package io.github.mavensandbox.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reports the exception that a method throws, and the object that it returns, which may be one. A
 * call that returns no object costs nothing.
 */
final class FailureInserter extends BodyInserter {

  private final int call;

  FailureInserter(MethodVisitor next, int call) {
    super(next);
    this.call = call;
  }

  @Override
  void insertBegin() {}

  @Override
  void insertReturn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      passOn(call, "exit", "(ILjava/lang/Object;)V");
    }
  }

  @Override
  void insertFailure() {
    passOn(call, "fail", "(ILjava/lang/Throwable;)V");
  }
}
