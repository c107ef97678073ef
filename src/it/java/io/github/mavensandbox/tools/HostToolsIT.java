package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tools of the build's own bundle, unpacked and started on this machine. */
class HostToolsIT {

  private static final Path BUNDLE =
      Bundle.file(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");

  @TempDir static Path folder;

  private static HostTools tools;

  @BeforeAll
  static void unpack() throws IOException {
    tools = HostTools.open(BUNDLE, folder.resolve("Ein Ördner"));
  }

  @ParameterizedTest
  @CsvSource({
    "bwrap, --version, 0, bubblewrap 0.1",
    "ip, -V, 0, ip utility",
    // It prints its version to a terminal only.
    "pasta, --no-such, 1, unrecognized option '--no-such'",
    "prlimit, --version, 0, prlimit from util-linux 2.41"
  })
  void aProgramStarts(String name, String option, int exitCode, String printed) throws Exception {
    Ended ended = run(name, option);

    assertThat(ended.exitCode()).isEqualTo(exitCode);
    assertThat(ended.stdout()).contains(printed).doesNotContain("AVX2");
  }

  @Test
  void bubblewrapCanMakeOverlays() throws Exception {
    assertThat(run("bwrap", "--help").stdout())
        .contains("--ro-overlay DEST", "--disable-userns", "--args FD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bwrap", "ip", "pasta", "prlimit"})
  void aProgramHasTheLoaderAndTheLibrariesOfTheBundleOnly(String name) throws Exception {
    Ended ended =
        CommandLine.of(tools.program(name).toString())
            .variables(tools.environment())
            .variable("LD_TRACE_LOADED_OBJECTS", "1")
            .errorsInOutput()
            .run();

    Path unpacked = tools.sandbox().getParent();
    assertThat(ended.stdout().lines())
        .filteredOn(line -> line.contains("=>"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("=> " + unpacked + "/"));
  }

  @Test
  void aCacheThatIsMountedNoexecIsRefused() throws Exception {
    assertThat(openedOn("noexec,size=32m"))
        .startsWith("programs in /")
        .contains("Permission denied", "mounted noexec, set XDG_CACHE_HOME")
        .endsWith("\n0 left\n");
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    assertThat(openedOn("size=2m"))
        .startsWith("cannot unpack the tools " + BUNDLE)
        .contains("No space left on device", "there must be 12 MB of room")
        .endsWith("\n0 left\n");
  }

  @Test
  void elseTheyAreUnpackedToThatMount() throws Exception {
    assertThat(openedOn("size=32m")).isEqualTo("opened\n2 left\n");
  }

  /** What another JVM says that opens the tools on a file system with these options. */
  private static String openedOn(String options) throws IOException, InterruptedException {
    // In a user namespace root's folders would be another user's.
    assumeThat((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).isZero();
    String script =
        """
        mount -t tmpfs -o mode=0700,"$1" tmpfs "$2"
        shift
        java -cp "$2" "$3" "$4" "$1"
        printf '%s left\\n' "$(ls "$1" | wc -l)"
        """;
    Path mount = Files.createTempDirectory(folder, "mount");
    return CommandLine.of("unshare", "--mount", "sh", "-ec", script, "sh")
        .with(options, mount.toString(), System.getProperty("java.class.path"))
        .with(OpenTools.class.getName(), BUNDLE.toString())
        .errorsInOutput()
        .run()
        .stdout();
  }

  private static Ended run(String name, String option) throws IOException, InterruptedException {
    return CommandLine.of(tools.program(name).toString(), option)
        .variables(tools.environment())
        .errorsInOutput()
        .run();
  }
}
