package io.github.mavensandbox.agent;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the methods of a class that hooks are for. */
final class HookInserter extends ClassVisitor {

  private final Hook[] hooks;

  HookInserter(ClassVisitor next, Hook[] hooks) {
    super(Opcodes.ASM9, next);
    this.hooks = hooks;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) != 0) {
      return next;
    }
    for (Hook hook : hooks) {
      if (hook.method().equals(name)) {
        next = inserted(hook, new HookedMethod(access, name, descriptor), next);
      }
    }
    return next;
  }

  private static MethodVisitor inserted(Hook hook, HookedMethod method, MethodVisitor next) {
    if (hook.kind() == Hook.Kind.TAKES) {
      return new TakeInserter(next, hook.task());
    }
    if (hook.kind() == Hook.Kind.RETURNS) {
      return new ReturnInserter(next);
    }
    if (hook.kind() == Hook.Kind.FAILS) {
      return new FailureInserter(next, hook.number());
    }
    if (hook.kind() == Hook.Kind.AROUND) {
      return new AroundInserter(next, method, hook.number());
    }
    int task = method.slotOf(hook.task());
    if (task < 0) {
      return next;
    }
    return hook.kind() == Hook.Kind.SUBMITS
        ? new SubmitInserter(next, method, hook.number(), task)
        : new RunInserter(next, task);
  }
}
