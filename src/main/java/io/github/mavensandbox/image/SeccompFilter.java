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
 *
 * <p>Where there is no engine, in namespaces on the machine itself, a second filter also refuses
 * what engines refuse: keys, which are the user's in every namespace; mounts and new namespaces,
 * which lead to much of the kernel; the memory of other processes; and what puts words into a
 * terminal.
 */
public final class SeccompFilter {

  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  // Offsets in struct seccomp_data; of an argument the low word, which is all that the kernel
  // reads.
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int SECOND_ARGUMENT = 24;

  // x32 shares the architecture with amd64 and marks its calls with this bit.
  private static final int X32 = 0x40000000;
  // AF_UNIX, AF_INET, AF_INET6, and AF_NETLINK, which lists interfaces.
  private static final List<Integer> FAMILIES = List.of(1, 2, 10, 16);

  private static final List<SystemCall> NOT_PERMITTED =
      List.of(
          SystemCall.ADD_KEY,
          SystemCall.KEYCTL,
          SystemCall.REQUEST_KEY,
          SystemCall.MOUNT,
          SystemCall.UMOUNT2,
          SystemCall.PIVOT_ROOT,
          SystemCall.CHROOT,
          SystemCall.UNSHARE,
          SystemCall.SETNS,
          SystemCall.PTRACE,
          SystemCall.PROCESS_VM_READV,
          SystemCall.PROCESS_VM_WRITEV,
          SystemCall.PIDFD_GETFD,
          SystemCall.KCMP,
          SystemCall.BPF,
          SystemCall.PERF_EVENT_OPEN,
          SystemCall.USERFAULTFD,
          SystemCall.FANOTIFY_INIT,
          SystemCall.OPEN_BY_HANDLE_AT,
          SystemCall.SYSLOG,
          SystemCall.ACCT,
          SystemCall.QUOTACTL,
          SystemCall.QUOTACTL_FD);

  /** The C library does without clone3, whose flags are in memory, where no filter sees them. */
  private static final List<SystemCall> ABSENT =
      List.of(
          SystemCall.CLONE3,
          SystemCall.IO_URING_ENTER,
          SystemCall.IO_URING_REGISTER,
          SystemCall.OPEN_TREE,
          SystemCall.OPEN_TREE_ATTR,
          SystemCall.MOVE_MOUNT,
          SystemCall.FSOPEN,
          SystemCall.FSCONFIG,
          SystemCall.FSMOUNT,
          SystemCall.FSPICK,
          SystemCall.MOUNT_SETATTR,
          SystemCall.STATMOUNT,
          SystemCall.LISTMOUNT);

  /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
  private static final int NEW_NAMESPACES = 0x7e020000;

  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541c;

  private static final int ERRNO = 0x00050000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  private enum Label {
    NEXT,
    FAMILY,
    CLONE,
    IOCTL,
    NOT_PERMITTED,
    NO_SYSCALL,
    ALLOW,
    KILL
  }

  private record Instruction(int code, Label ifTrue, Label ifFalse, int operand) {}

  private final List<Instruction> program = new ArrayList<>();
  private final Map<Label, Integer> positions = new EnumMap<>(Label.class);

  private SeccompFilter(Architecture architecture, boolean withoutEngine) {
    // The numbers below mean something else on any other architecture, so that comes first.
    add(LOAD_WORD, ARCHITECTURE);
    jump(JUMP_IF_EQUAL, architecture.audit(), Label.NEXT, Label.KILL);
    add(LOAD_WORD, NUMBER);
    jump(JUMP_IF_AT_LEAST, X32, Label.KILL, Label.NEXT);
    onCall(SystemCall.SOCKET, architecture, Label.FAMILY);
    onCall(SystemCall.SOCKETPAIR, architecture, Label.FAMILY);
    if (withoutEngine) {
      onCall(SystemCall.CLONE, architecture, Label.CLONE);
      onCall(SystemCall.IOCTL, architecture, Label.IOCTL);
      NOT_PERMITTED.forEach(call -> onCall(call, architecture, Label.NOT_PERMITTED));
      ABSENT.forEach(call -> onCall(call, architecture, Label.NO_SYSCALL));
    }
    int setup = SystemCall.IO_URING_SETUP.number(architecture);
    jump(JUMP_IF_EQUAL, setup, Label.NO_SYSCALL, Label.ALLOW);
    at(Label.FAMILY);
    add(LOAD_WORD, FIRST_ARGUMENT);
    FAMILIES.forEach(family -> jump(JUMP_IF_EQUAL, family, Label.ALLOW, Label.NEXT));
    add(RETURN, ERRNO | EAFNOSUPPORT);
    if (withoutEngine) {
      at(Label.CLONE);
      add(LOAD_WORD, FIRST_ARGUMENT);
      jump(JUMP_IF_ANY_BIT, NEW_NAMESPACES, Label.NOT_PERMITTED, Label.ALLOW);
      at(Label.IOCTL);
      add(LOAD_WORD, SECOND_ARGUMENT);
      jump(JUMP_IF_EQUAL, TIOCSTI, Label.NOT_PERMITTED, Label.NEXT);
      jump(JUMP_IF_EQUAL, TIOCLINUX, Label.NOT_PERMITTED, Label.ALLOW);
      at(Label.NOT_PERMITTED);
      add(RETURN, ERRNO | EPERM);
    }
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
    return new SeccompFilter(architecture, false).assemble();
  }

  /** Returns the filter for programs that no engine has a filter for. */
  public static byte[] withoutEngine(Architecture architecture) {
    return new SeccompFilter(architecture, true).assemble();
  }

  private void onCall(SystemCall call, Architecture architecture, Label label) {
    jump(JUMP_IF_EQUAL, call.number(architecture), label, Label.NEXT);
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
    if (label == Label.NEXT) {
      return 0;
    }
    int distance = Objects.requireNonNull(positions.get(label)) - position - 1;
    if (distance > 255) {
      throw new IllegalStateException("a jump of BPF cannot go as far as " + distance);
    }
    return distance;
  }
}
