package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.tools.ToolsBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's own opinion of the filter, loaded by the setpriv of the tools bundle. */
class SeccompFilterIT {

  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";

  private static final String NOT_PERMITTED = "Operation not permitted\n";
  private static final String NOT_THERE = "Function not implemented\n";

  /** A kernel that is a few years old does not have statmount and what came after it. */
  private static final int FIRST_OF_NEWER_KERNELS = 457;

  @TempDir static Path folder;

  private static Path tools;
  private static Path filter;
  private static Path withoutEngine;

  @BeforeAll
  static void unpack() throws IOException {
    Path bundle = Path.of("target/tools/tools-linux-" + ARCHITECTURE + ".tar.gz");
    tools = ToolsBundle.open(bundle, folder);
    for (String program : List.of("lib/ld.so", "bin/setpriv", "bin/busybox")) {
      Files.setPosixFilePermissions(
          tools.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    filter = folder.resolve("seccomp.bpf");
    Architecture architecture = Architecture.parse(ARCHITECTURE);
    Files.write(filter, SeccompFilter.forArchitecture(architecture));
    withoutEngine = folder.resolve("without-engine.bpf");
    Files.write(withoutEngine, SeccompFilter.withoutEngine(architecture));
  }

  @Test
  void aJvmRunsUnderIt() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Ended ended = filtered(filter, java, "-version");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.stdout()).contains(System.getProperty("java.version"));
  }

  @Test
  void busyboxRunsUnderIt() throws Exception {
    assertThat(filtered(filter, tools.resolve("bin/busybox").toString(), "echo", "hello"))
        .isEqualTo(new Ended(0, "hello\n", ""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"AF_UNIX, 1", "AF_INET, 2", "AF_INET6, 10", "AF_NETLINK, 16"})
  void socketsThatTheFirewallSeesOpen(String name, int family) throws Exception {
    assertThat(socket(family)).isEqualTo(new Ended(0, "opened\n", ""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"AF_PACKET, 17", "AF_VSOCK, 40", "AF_ALG, 38", "AF_XDP, 44"})
  void otherSocketsAreNotSupported(String name, int family) throws Exception {
    assertThat(socket(family))
        .isEqualTo(new Ended(1, "Address family not supported by protocol\n", ""));
  }

  @Test
  void pairsOfOtherSocketsAreNotSupportedEither() throws Exception {
    assertThat(perl("socketpair(my $a, my $b, 40, 1, 0) or die qq($!\\n)").stdout())
        .isEqualTo("Address family not supported by protocol\n");
  }

  @Test
  void ioUringIsNotThere() throws Exception {
    assertThat(perl("syscall(425, 1, 0); die qq($!\\n)").stdout())
        .isEqualTo("Function not implemented\n");
  }

  @Test
  void withoutAnEngineAJvmWithThreadsAndChildProcessesRuns() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Ended ended = filtered(withoutEngine, java, "-XX:+UseParallelGC", "-version");
    assertThat(ended.exitCode()).isZero();

    assertThat(filtered(withoutEngine, "perl", "-e", "print `echo forked`; exit 7"))
        .isEqualTo(new Ended(7, "forked\n", ""));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ACCT",
        "ADD_KEY",
        "BPF",
        "CHROOT",
        "FANOTIFY_INIT",
        "KCMP",
        "KEYCTL",
        "MOUNT",
        "OPEN_BY_HANDLE_AT",
        "PERF_EVENT_OPEN",
        "PIDFD_GETFD",
        "PIVOT_ROOT",
        "PROCESS_VM_READV",
        "PROCESS_VM_WRITEV",
        "PTRACE",
        "QUOTACTL",
        "QUOTACTL_FD",
        "REQUEST_KEY",
        "SETNS",
        "SYSLOG",
        "UMOUNT2",
        "UNSHARE",
        "USERFAULTFD"
      })
  void withoutAnEngineWhatEnginesRefuseIsNotPermitted(SystemCall call) throws Exception {
    assumeThat((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
        .as("the kernel itself refuses some to others than root")
        .isZero();
    // Senseless arguments: it does nothing, and the kernel says why not.
    String script = syscall(call, "-1, -1, -1, -1, -1");

    assertThat(filtered(withoutEngine, "perl", "-e", script).stdout()).isEqualTo(NOT_PERMITTED);
    assertThat(perl(script).stdout()).as("with an engine").isNotEqualTo(NOT_PERMITTED);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CLONE3",
        "FSCONFIG",
        "FSMOUNT",
        "FSOPEN",
        "FSPICK",
        "IO_URING_ENTER",
        "IO_URING_REGISTER",
        "LISTMOUNT",
        "MOUNT_SETATTR",
        "MOVE_MOUNT",
        "OPEN_TREE",
        "OPEN_TREE_ATTR",
        "STATMOUNT"
      })
  void withoutAnEngineTheseCallsAreNotThere(SystemCall call) throws Exception {
    String script = syscall(call, "-1, -1, -1, -1, -1");

    assertThat(filtered(withoutEngine, "perl", "-e", script).stdout()).isEqualTo(NOT_THERE);
    if (call.number(Architecture.AMD64) < FIRST_OF_NEWER_KERNELS) {
      assertThat(perl(script).stdout()).as("with an engine").isNotEqualTo(NOT_THERE);
    }
  }

  @Test
  void withoutAnEngineNoCloneMakesANamespace() throws Exception {
    // CLONE_NEWUSER, and CLONE_THREAD, which is senseless without CLONE_SIGHAND.
    String script = syscall(SystemCall.CLONE, "0x10010000, 0, 0, 0, 0");

    assertThat(filtered(withoutEngine, "perl", "-e", script).stdout()).isEqualTo(NOT_PERMITTED);
    assertThat(perl(script).stdout()).isEqualTo("Invalid argument\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x5412", "0x541c", "0x700005412"})
  void withoutAnEngineNothingIsPutIntoATerminal(String request) throws Exception {
    String script = syscall(SystemCall.IOCTL, "-1, " + request + ", 0");

    assertThat(filtered(withoutEngine, "perl", "-e", script).stdout()).isEqualTo(NOT_PERMITTED);
    assertThat(perl(script).stdout()).isEqualTo("Bad file descriptor\n");
  }

  @Test
  void withoutAnEngineSocketsAreAsWithOne() throws Exception {
    String script = "socket(my $s, %d, 1, 0) or die qq($!\\n); print qq(opened\\n)";

    assertThat(filtered(withoutEngine, "perl", "-e", script.formatted(2)).stdout())
        .isEqualTo("opened\n");
    assertThat(filtered(withoutEngine, "perl", "-e", script.formatted(40)).stdout())
        .isEqualTo("Address family not supported by protocol\n");
  }

  private static String syscall(SystemCall call, String arguments) throws ImageException {
    int number = call.number(Architecture.parse(ARCHITECTURE));
    return "syscall(" + number + ", " + arguments + "); print qq($!\\n)";
  }

  private static Ended socket(int family) throws IOException, InterruptedException {
    // AF_NETLINK and AF_PACKET have no streams; the type is looked at after the family.
    int type = family == 16 || family == 17 ? 3 : 1;
    return perl(
        "socket(my $s, "
            + family
            + ", "
            + type
            + ", 0) or do { print qq($!\\n); exit 1 }; print qq(opened\\n)");
  }

  private static Ended perl(String script) throws IOException, InterruptedException {
    return filtered(filter, "perl", "-e", script);
  }

  private static Ended filtered(Path filter, String... command)
      throws IOException, InterruptedException {
    return CommandLine.of(tools.resolve("lib/ld.so").toString())
        .with("--library-path", tools.resolve("lib").toString())
        .with(tools.resolve("bin/setpriv").toString(), "--no-new-privs")
        .with("--seccomp-filter", filter.toString(), "--")
        .with(command)
        .errorsInOutput()
        .run();
  }
}
