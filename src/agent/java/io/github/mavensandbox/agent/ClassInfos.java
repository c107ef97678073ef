package io.github.mavensandbox.agent;

import java.security.AccessController;
import java.security.CodeSource;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/** What is known of classes, each looked at once. */
final class ClassInfos extends ClassValue<ClassInfo> {

  private static final String BRIDGE = "java.lang.SandboxBridge";

  private final Sources sources;
  private final HookTable table;
  private final ClassLoader agent = ClassInfos.class.getClassLoader();
  private final ClassLoader platform = parentOfSystemLoader();

  ClassInfos(Sources sources, HookTable table) {
    this.sources = sources;
    this.table = table;
  }

  private static ClassLoader parentOfSystemLoader() {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    return system == null ? null : system.getParent();
  }

  /** A class of the JDK of which no more than the name is known. */
  ClassInfo unknown(String name) {
    return new ClassInfo(name, null, false, null);
  }

  @Override
  protected ClassInfo computeValue(Class<?> type) {
    String name = type.getName();
    ClassLoader loader = type.getClassLoader();
    if (loader == agent) {
      return new ClassInfo(name, null, true, null);
    }
    Hook[] hooks = table.of(name.replace('.', '/'));
    if (loader == null) {
      return new ClassInfo(name, null, name.equals(BRIDGE), hooks);
    }
    String url = url(type);
    if (url == null) {
      return new ClassInfo(name, loader == platform ? null : Source.UNKNOWN, false, hooks);
    }
    return new ClassInfo(name, sources.isJdk(url) ? null : sources.of(url), false, hooks);
  }

  private static String url(Class<?> type) {
    ProtectionDomain domain =
        System.getSecurityManager() == null
            ? type.getProtectionDomain()
            : AccessController.doPrivileged(new Domain(type));
    CodeSource source = domain == null ? null : domain.getCodeSource();
    return source == null || source.getLocation() == null ? null : source.getLocation().toString();
  }

  /** Read with the agent's rights where the program has a security manager. */
  private static final class Domain implements PrivilegedAction<ProtectionDomain> {

    private final Class<?> type;

    private Domain(Class<?> type) {
      this.type = type;
    }

    @Override
    public ProtectionDomain run() {
      return type.getProtectionDomain();
    }
  }
}
