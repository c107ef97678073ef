package io.github.mavensandbox.agent;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What is known of a method before its code. */
final class HookedMethod {

  private final String name;
  private final boolean isStatic;
  private final Type[] arguments;

  HookedMethod(int access, String name, String descriptor) {
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
  int slotOf(String internalName) {
    if (internalName == null) {
      return isStatic ? -1 : 0;
    }
    int slot = isStatic ? 0 : 1;
    for (Type argument : arguments) {
      if (argument.getSort() == Type.OBJECT && isNamed(argument.getInternalName(), internalName)) {
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
