package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.process.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container's environment: it reaches the program, and nothing that runs before it. */
@SandboxTest
class EnvironmentIT {

  // Of the base image, and static: no loader reads variables when it starts.
  private static final String BUSYBOX = "/bin/busybox";

  private final Fixture fixture;

  EnvironmentIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private Start start() throws Exception {
    return fixture.start(Recipe.SERVER).network("none");
  }

  @Test
  void variables_of_every_kind_reach_the_program_unchanged() throws Exception {
    List<String> variables =
        List.of(
            "with.dot=1",
            "with-hyphen=2",
            "EMPTY=",
            "QUOTES=it's \"so\" `echo no` $HOME $(echo no) \\n",
            "LINES=first\nsecond=2\n\nlast",
            "EQUAL=a=b=c",
            "TAB=\t",
            "STAR=*",
            "--=x");
    Start start = start();
    for (String variable : variables) {
      start = start.with("--env", variable);
    }

    Ended ended = start.run("cat", "/proc/self/environ");

    assertThat(ended.stdout().split("\0")).containsAll(variables);
  }

  @Test
  void nothing_is_added_but_the_home() throws Exception {
    Ended ended = start().variable("GIVEN", "1").run(BUSYBOX, "env");

    List<String> podmans = List.of("container", "TERM");
    assertThat(ended.stdout().lines().map(line -> line.replaceAll("=.*", "")))
        .filteredOn(name -> !EngineUnderTest.isPodman() || !podmans.contains(name))
        .containsExactlyInAnyOrder("PATH", "HOSTNAME", "JAVA_HOME", "HOME", "GIVEN");
  }

  @Test
  void a_home_of_the_users_own_choice_stays() throws Exception {
    assertThat(start().variable("HOME", "/tmp").run("echo $HOME").stdout()).isEqualTo("/tmp\n");
  }

  @Test
  void the_loaders_variables_do_not_reach_the_tools() throws Exception {
    Ended ended =
        start()
            .variable("LD_PRELOAD", "/no/such.so")
            .variable("LD_LIBRARY_PATH", "/no/such")
            .variable("LD_DEBUG", "libs")
            .variable("GLIBC_TUNABLES", "glibc.malloc.check=3")
            .run(BUSYBOX, "env");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.stdout())
        .contains("LD_PRELOAD=/no/such.so\n", "GLIBC_TUNABLES=glibc.malloc.check=3\n");
  }

  @Test
  void programs_of_the_images_path_do_not_run_before_the_command(@TempDir Path folder)
      throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : List.of("awk", "cat", "env", "grep", "ipset", "mv", "rc", "sh", "usleep")) {
      Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\necho planted >&2\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Ended ended =
        start()
            .file(folder, "/planted")
            .variable("PATH", "/planted")
            .variable("ENV", "/planted/rc")
            .variable("BASH_ENV", "/planted/rc")
            .variable("IFS", "a")
            .variable("PS4", "$(/planted/cat)")
            .variable("SHELLOPTS", "xtrace")
            .variable("XTABLES_LIBDIR", "/planted")
            .run(BUSYBOX, "echo", "began");

    assertThat(ended).isEqualTo(new Ended(0, "began\n", ""));
  }

  @Test
  void the_program_is_searched_in_the_images_path(@TempDir Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path program = Files.writeString(folder.resolve("mine"), "#!/bin/sh\necho mine\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

    Ended ended = start().file(folder, "/own").variable("PATH", "/own:/bin").run("mine", "x");

    assertThat(ended.stdout()).isEqualTo("mine\n");
  }
}
