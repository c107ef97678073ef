package io.github.mavensandbox.agent;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the agent apart from the program: its parent is the boot loader, so neither sees the
 * other's classes. The agent's ASM is in a folder of the jar where no other loader finds it: a
 * program that looks whether ASM is there gets the answer that it gets without the agent.
 */
final class AgentLoader extends ClassLoader {

  private static final String ASM = "org.objectweb.asm.";

  private final ZipFile jar;
  private final ProtectionDomain domain;

  AgentLoader(File jar) throws IOException {
    super(null);
    this.jar = new ZipFile(jar);
    PermissionCollection everything = new Permissions();
    everything.add(new AllPermission());
    this.domain = new ProtectionDomain(new CodeSource(null, (Certificate[]) null), everything);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = read(name);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** A file of the agent's jar, or null if it has no such file. */
  @Override
  public InputStream getResourceAsStream(String path) {
    try {
      ZipEntry entry = jar.getEntry(path);
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      return null;
    }
  }

  private byte[] read(String className) throws IOException {
    String path = className.replace('.', '/') + ".class";
    ZipEntry entry = jar.getEntry(className.startsWith(ASM) ? "asm/" + path : path);
    if (entry == null) {
      throw new IOException("no " + path + " in " + jar.getName());
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    DataInputStream input = new DataInputStream(jar.getInputStream(entry));
    try {
      input.readFully(bytes);
    } finally {
      input.close();
    }
    return bytes;
  }
}
