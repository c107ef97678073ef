package io.github.mavensandbox.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Tells when a task begins and ends that a method runs. */
final class RunInserter extends BodyInserter {

  private final int task;

  RunInserter(MethodVisitor next, int task) {
    super(next);
    this.task = task;
  }

  @Override
  void insertBegin() {
    super.visitVarInsn(Opcodes.ALOAD, task);
    call("begin", "(Ljava/lang/Object;)V");
  }

  @Override
  void insertReturn(int opcode) {
    call("end", "()V");
  }

  @Override
  void insertFailure() {
    call("end", "()V");
  }
}
