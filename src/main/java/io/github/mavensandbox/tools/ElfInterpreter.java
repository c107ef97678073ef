package io.github.mavensandbox.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The loader that the kernel starts for a program, its ELF interpreter.
 *
 * <p>A program that is started by naming its loader on the command line runs as the loader, as far
 * as an AppArmor profile can tell. With the loader's place written into the program it runs as
 * itself, and still with the C library that it was made for.
 */
final class ElfInterpreter {

  /** {@code e_machine} of 64-bit x86. */
  static final int X86_64 = 62;

  /** {@code e_machine} of 64-bit ARM. */
  static final int AARCH64 = 183;

  private static final int MAGIC = 0x464c457f;
  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int PT_INTERP = 3;
  private static final int PATH_MAX = 4096;

  private ElfInterpreter() {}

  /**
   * Returns the program with another loader. The path is appended, and only the program header
   * points to it: the kernel reads it from the file, before anything is mapped.
   *
   * @param program a dynamic program for a 64-bit little-endian processor
   * @param path the absolute path of the loader, as the file system has it
   * @throws IOException if this is not such a program, or the kernel would not take the path
   */
  static byte[] replace(byte[] program, byte[] path) throws IOException {
    if (path.length == 0 || path[0] != '/' || path.length >= PATH_MAX) {
      throw new IOException("a loader's path is absolute and shorter than 4096 bytes");
    }
    int header = interpreterHeader(program);
    // The terminating NUL is part of it, and copyOf has put it there.
    byte[] changed = Arrays.copyOf(program, program.length + path.length + 1);
    System.arraycopy(path, 0, changed, program.length, path.length);
    littleEndian(changed)
        .putLong(header + 8, program.length)
        .putLong(header + 32, path.length + 1L)
        .putLong(header + 40, path.length + 1L);
    return changed;
  }

  /**
   * Returns the processor that a program or library is for, {@code e_machine}.
   *
   * @throws IOException if it is not an ELF file of 64-bit little-endian
   */
  static int machine(byte[] program) throws IOException {
    ByteBuffer file = littleEndian(program);
    boolean known =
        program.length >= HEADER
            && file.getInt(0) == MAGIC
            && file.get(4) == 2
            && file.get(5) == 1
            && file.get(6) == 1;
    if (!known) {
      throw new IOException("not an ELF file of a 64-bit little-endian processor");
    }
    return Short.toUnsignedInt(file.getShort(18));
  }

  /** Returns where the one program header is that names the loader. */
  private static int interpreterHeader(byte[] program) throws IOException {
    machine(program);
    ByteBuffer file = littleEndian(program);
    long start = file.getLong(32);
    int size = Short.toUnsignedInt(file.getShort(54));
    int count = Short.toUnsignedInt(file.getShort(56));
    if (size != PROGRAM_HEADER
        || start < HEADER
        || start > program.length - (long) count * PROGRAM_HEADER) {
      throw new IOException("the ELF file's program headers are damaged");
    }
    int found = -1;
    for (int at = (int) start; at < start + count * PROGRAM_HEADER; at += PROGRAM_HEADER) {
      if (file.getInt(at) == PT_INTERP) {
        if (found >= 0) {
          throw new IOException("the ELF file names two loaders");
        }
        found = at;
      }
    }
    if (found < 0) {
      throw new IOException("the ELF file names no loader: it is static, or a library");
    }
    return found;
  }

  private static ByteBuffer littleEndian(byte[] content) {
    return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }
}
