package io.github.mavensandbox.agent;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

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
        next = inserted(hook, new Method(access, name, descriptor), next);
      }
    }
    return next;
  }

  private static MethodVisitor inserted(Hook hook, Method method, MethodVisitor next) {
    if (hook.kind() == Hook.Kind.TAKES) {
      return new TakeInserter(next, hook.task());
    }
    if (hook.kind() == Hook.Kind.RETURNS) {
      return new ReturnInserter(next);
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

  /** What is known of a method before its code. */
  static final class Method {

    private final String name;
    private final boolean isStatic;
    private final Type[] arguments;

    private Method(int access, String name, String descriptor) {
      this.name = name;
      this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
      this.arguments = Type.getArgumentTypes(descriptor);
    }

    boolean isConstructor() {
      return name.equals("<init>");
    }

    boolean isStatic() {
      return isStatic;
    }

    Type[] arguments() {
      return arguments;
    }

    /** Where the argument of that class is, or the object itself for null; -1 if there is none. */
    private int slotOf(String internalName) {
      if (internalName == null) {
        return isStatic ? -1 : 0;
      }
      int slot = isStatic ? 0 : 1;
      for (Type argument : arguments) {
        if (argument.getSort() == Type.OBJECT
            && isNamed(argument.getInternalName(), internalName)) {
          return slot;
        }
        slot += argument.getSize();
      }
      return -1;
    }

    /** Whether it is that class, or the same of a library whose package was moved. */
    private static boolean isNamed(String found, String internalName) {
      return found.equals(internalName) || found.endsWith("/" + internalName);
    }
  }
}
