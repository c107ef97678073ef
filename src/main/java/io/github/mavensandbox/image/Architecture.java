package io.github.mavensandbox.image;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A processor architecture that there are tools for, with what the kernel calls things on it. */
public enum Architecture {
  /** 64-bit x86. */
  AMD64("amd64", 0xC000003E),
  /** 64-bit ARM. */
  ARM64("arm64", 0xC00000B7);

  private final String label;
  private final int audit;

  Architecture(String label, int audit) {
    this.label = label;
    this.audit = audit;
  }

  /**
   * Finds an architecture by its name in images.
   *
   * @throws ImageException if there are no tools for it
   */
  public static Architecture parse(String name) throws ImageException {
    for (Architecture architecture : values()) {
      if (architecture.label.equals(name)) {
        return architecture;
      }
    }
    String known =
        Arrays.stream(values()).map(Architecture::label).collect(Collectors.joining(", "));
    throw new ImageException(
        "architecture '" + name + "' is not supported; there are tools for " + known);
  }

  /**
   * Returns this machine's.
   *
   * @throws ImageException if there are no tools for it
   */
  public static Architecture ofThisMachine() throws ImageException {
    String name = System.getProperty("os.arch");
    return parse(name.equals("aarch64") ? ARM64.label : name);
  }

  /** Returns its name in image configurations and artifact classifiers, such as {@code amd64}. */
  public String label() {
    return label;
  }

  /** Returns the {@code AUDIT_ARCH_} constant that a seccomp filter sees. */
  int audit() {
    return audit;
  }
}
