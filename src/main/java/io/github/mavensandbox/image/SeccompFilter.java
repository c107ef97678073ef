package io.github.mavensandbox.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The system call filter of the sandboxed program: only sockets that the firewall sees can be made.
 *
 * <p>A socket of another family, {@code AF_VSOCK} for instance, passes netfilter by, and so does
 * one that {@code io_uring} makes without the system call {@code socket}. The filter is a classic
 * BPF program, an array of {@code struct sock_filter}, as {@code setpriv --seccomp-filter} reads
 * it. It stacks on the filter of the container engine.
 */
public final class SeccompFilter {

  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int RETURN = 0x06;

  // Offsets in struct seccomp_data; of the first argument the low word, which is all of an int.
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  // x32 shares the architecture with amd64 and marks its calls with this bit.
  private static final int X32 = 0x40000000;
  private static final int IO_URING_SETUP = 425;
  // AF_UNIX, AF_INET, AF_INET6, and AF_NETLINK, which lists interfaces.
  private static final List<Integer> FAMILIES = List.of(1, 2, 10, 16);

  private static final int ERRNO = 0x00050000;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  private enum Label {
    NEXT,
    FAMILY,
    NO_SYSCALL,
    ALLOW,
    KILL
  }

  private record Instruction(int code, Label ifTrue, Label ifFalse, int operand) {}

  private final List<Instruction> program = new ArrayList<>();
  private final Map<Label, Integer> positions = new EnumMap<>(Label.class);

  private SeccompFilter(Architecture architecture) {
    // The numbers below mean something else on any other architecture, so that comes first.
    add(LOAD_WORD, ARCHITECTURE);
    jump(JUMP_IF_EQUAL, architecture.audit(), Label.NEXT, Label.KILL);
    add(LOAD_WORD, NUMBER);
    jump(JUMP_IF_AT_LEAST, X32, Label.KILL, Label.NEXT);
    jump(JUMP_IF_EQUAL, architecture.socket(), Label.FAMILY, Label.NEXT);
    jump(JUMP_IF_EQUAL, architecture.socketpair(), Label.FAMILY, Label.NEXT);
    jump(JUMP_IF_EQUAL, IO_URING_SETUP, Label.NO_SYSCALL, Label.ALLOW);
    at(Label.FAMILY);
    add(LOAD_WORD, FIRST_ARGUMENT);
    FAMILIES.forEach(family -> jump(JUMP_IF_EQUAL, family, Label.ALLOW, Label.NEXT));
    add(RETURN, ERRNO | EAFNOSUPPORT);
    at(Label.NO_SYSCALL);
    // As on a kernel without it: libraries then fall back to epoll.
    add(RETURN, ERRNO | ENOSYS);
    at(Label.ALLOW);
    add(RETURN, 0x7fff0000);
    at(Label.KILL);
    add(RETURN, 0x80000000);
  }

  /** Returns the filter for programs of an architecture; it kills those of any other. */
  public static byte[] forArchitecture(Architecture architecture) {
    return new SeccompFilter(architecture).assemble();
  }

  private void add(int code, int operand) {
    jump(code, operand, Label.NEXT, Label.NEXT);
  }

  private void jump(int code, int operand, Label ifTrue, Label ifFalse) {
    program.add(new Instruction(code, ifTrue, ifFalse, operand));
  }

  private void at(Label label) {
    positions.put(label, program.size());
  }

  private byte[] assemble() {
    // Both architectures are little-endian on Linux as images know them.
    ByteBuffer bytes = ByteBuffer.allocate(8 * program.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int position = 0; position < program.size(); position++) {
      Instruction instruction = program.get(position);
      bytes
          .putShort((short) instruction.code())
          .put((byte) distance(position, instruction.ifTrue()))
          .put((byte) distance(position, instruction.ifFalse()))
          .putInt(instruction.operand());
    }
    return bytes.array();
  }

  private int distance(int position, Label label) {
    return label == Label.NEXT ? 0 : Objects.requireNonNull(positions.get(label)) - position - 1;
  }
}
