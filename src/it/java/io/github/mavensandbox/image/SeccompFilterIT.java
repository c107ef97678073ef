package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The kernel's own opinion of the filter, loaded by the setpriv of the tools bundle. */
class SeccompFilterIT {

  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";

  @TempDir static Path folder;

  private static Path tools;
  private static Path filter;

  @BeforeAll
  static void unpack() throws IOException {
    Path bundle = Path.of("target/tools/tools-linux-" + ARCHITECTURE + ".tar.gz");
    tools = ToolsBundle.open(bundle, folder);
    for (String program : List.of("lib/ld.so", "bin/setpriv", "bin/busybox")) {
      Files.setPosixFilePermissions(
          tools.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    filter = folder.resolve("seccomp.bpf");
    Files.write(filter, SeccompFilter.forArchitecture(Architecture.parse(ARCHITECTURE)));
  }

  @Test
  void aJvmRunsUnderIt() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Ended ended = filtered(java, "-version");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.stdout()).contains(System.getProperty("java.version"));
  }

  @Test
  void busyboxRunsUnderIt() throws Exception {
    assertThat(filtered(tools.resolve("bin/busybox").toString(), "echo", "hello"))
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
    return filtered("perl", "-e", script);
  }

  private static Ended filtered(String... command) throws IOException, InterruptedException {
    return CommandLine.of(tools.resolve("lib/ld.so").toString())
        .with("--library-path", tools.resolve("lib").toString())
        .with(tools.resolve("bin/setpriv").toString(), "--no-new-privs")
        .with("--seccomp-filter", filter.toString(), "--")
        .with(command)
        .errorsInOutput()
        .run();
  }
}
