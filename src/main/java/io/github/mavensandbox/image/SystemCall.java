package io.github.mavensandbox.image;

/** A system call that a filter looks at, with its number on each architecture. */
enum SystemCall {
  ACCT(163, 89),
  ADD_KEY(248, 217),
  BPF(321, 280),
  CHROOT(161, 51),
  CLONE(56, 220),
  CLONE3(435, 435),
  FANOTIFY_INIT(300, 262),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSOPEN(430, 430),
  FSPICK(433, 433),
  IOCTL(16, 29),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  IO_URING_SETUP(425, 425),
  KCMP(312, 272),
  KEYCTL(250, 219),
  LISTMOUNT(458, 458),
  MOUNT(165, 40),
  MOUNT_SETATTR(442, 442),
  MOVE_MOUNT(429, 429),
  OPEN_BY_HANDLE_AT(304, 265),
  OPEN_TREE(428, 428),
  OPEN_TREE_ATTR(467, 467),
  PERF_EVENT_OPEN(298, 241),
  PIDFD_GETFD(438, 438),
  PIVOT_ROOT(155, 41),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PTRACE(101, 117),
  QUOTACTL(179, 60),
  QUOTACTL_FD(443, 443),
  REQUEST_KEY(249, 218),
  SETNS(308, 268),
  SOCKET(41, 198),
  SOCKETPAIR(53, 199),
  STATMOUNT(457, 457),
  SYSLOG(103, 116),
  UMOUNT2(166, 39),
  UNSHARE(272, 97),
  USERFAULTFD(323, 282);

  private final int amd64;
  private final int arm64;

  SystemCall(int amd64, int arm64) {
    this.amd64 = amd64;
    this.arm64 = arm64;
  }

  int number(Architecture architecture) {
    return switch (architecture) {
      case AMD64 -> amd64;
      case ARM64 -> arm64;
    };
  }
}
