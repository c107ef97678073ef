package io.github.mavensandbox.agent;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes the file of {@link PreparedClasses} for the JDK that it runs on. */
public final class Preparation
    implements BiConsumer<File[], Instrumentation>, ClassFileTransformer {

  private final HookTable table = HookTable.ofKnownClasses();
  private final List<Prepared> found = new ArrayList<Prepared>();

  /** Called by name. */
  public Preparation() {}

  /** A class as it comes, and as it becomes. */
  private static final class Prepared {

    private final String className;
    private final byte[] bytes;
    private final byte[] changed;

    private Prepared(String className, byte[] bytes, byte[] changed) {
      this.className = className;
      this.bytes = bytes;
      this.changed = changed;
    }
  }

  /**
   * Does it.
   *
   * @param files the agent's jar, and the file to write
   * @throws IllegalStateException if it cannot be written
   */
  @Override
  public void accept(File[] files, Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    try {
      for (String name : table.jdkClasses()) {
        find(name, instrumentation);
      }
      write(files[1], PreparedClasses.agent(files[0]));
    } catch (Exception e) {
      files[1].delete();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Twice: as it is in the JDK, which is how it comes when it is loaded, and as the JVM makes up
   * its bytes where it has been loaded before.
   */
  private void find(String name, Instrumentation instrumentation) throws Exception {
    InputStream file = ClassLoader.getSystemResourceAsStream(name + ".class");
    if (file != null) {
      add(name, Bytes.of(file));
      instrumentation.retransformClasses(Class.forName(name.replace('/', '.'), false, null));
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (className != null && table.jdkClasses().contains(className)) {
      add(className, bytes);
    }
    return null;
  }

  private synchronized void add(String className, byte[] bytes) {
    for (Prepared known : found) {
      if (known.className.equals(className) && Arrays.equals(known.bytes, bytes)) {
        return;
      }
    }
    found.add(new Prepared(className, bytes, HookWriter.changed(bytes, table.of(className))));
  }

  private synchronized void write(File file, long agent) throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    DataOutputStream entries = new DataOutputStream(table);
    for (Prepared each : found) {
      entries.writeUTF(each.className);
      entries.writeInt(each.bytes.length);
      entries.writeInt(each.changed.length);
      entries.writeLong(PreparedClasses.checksum(each.changed));
    }
    DataOutputStream output = new DataOutputStream(new FileOutputStream(file));
    try {
      output.writeLong(PreparedClasses.MAGIC);
      output.writeLong(agent);
      output.writeLong(table.size());
      output.writeLong(PreparedClasses.checksum(table.toByteArray()));
      output.write(table.toByteArray());
      for (Prepared each : found) {
        output.write(each.bytes);
        output.write(each.changed);
      }
    } finally {
      output.close();
    }
  }
}
