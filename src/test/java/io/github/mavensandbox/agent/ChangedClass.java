package io.github.mavensandbox.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** A class with hooks in it, which call {@link RecordedBridge}; the JVM has verified it. */
final class ChangedClass {

  private final Class<?> changed;

  /** Puts hooks into a class of the tests. */
  ChangedClass(Class<?> original, Hook... hooks) throws IOException {
    ClassReader reader = new ClassReader(bytes(original));
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassVisitor toRecord =
        new ClassRemapper(
            writer,
            new SimpleRemapper(
                org.objectweb.asm.Opcodes.ASM9,
                Bridge.INTERNAL_NAME,
                RecordedBridge.class.getName().replace('.', '/')));
    reader.accept(new HookInserter(toRecord, hooks), 0);
    changed = new Loader().define(original.getName(), writer.toByteArray());
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getClassLoader().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  Object create(Object... arguments) throws Exception {
    Constructor<?> constructor = changed.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }

  /** Calls the only method of that name with so many arguments; throws what it throws. */
  Object call(Object self, String name, Object... arguments) throws Exception {
    Method method =
        Arrays.stream(changed.getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .filter(each -> each.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static final class Loader extends ClassLoader {

    private Loader() {
      super(ChangedClass.class.getClassLoader());
    }

    private Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
