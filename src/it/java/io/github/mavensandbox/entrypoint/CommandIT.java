package io.github.mavensandbox.entrypoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be given to {@code docker run IMAGE} to run, and what comes back of it. */
@SandboxTest
class CommandIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private final Fixture fixture;

  CommandIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private Start start() throws Exception {
    return fixture.start(Recipe.SERVER).network("none");
  }

  private Start startOnJvmOnly() throws Exception {
    return fixture.start(Recipe.SERVER.onJvmOnly());
  }

  @Test
  void one_argument_is_a_command_line() throws Exception {
    Ended ended =
        fixture
            .start(Recipe.SERVER)
            .run(
                "curl -sS http://"
                    + SERVERS.allowed4()
                    + ":8080/ | sed 's/hello/read:/' && echo \"$HOME\"");

    assertThat(ended.stdout())
        .startsWith("read: " + SERVERS.network4().replaceFirst("[0-9]+/.*", ""))
        .endsWith("/home/app\n");
  }

  @Test
  void more_arguments_are_passed_as_they_are() throws Exception {
    Ended ended = start().run("printf", "<%s>", "", "a b", "$HOME", "it's", "--", "\"", "x\ny");

    assertThat(ended.stdout()).isEqualTo("<><a b><$HOME><it's><--><\"><x\ny>");
  }

  @Test
  void a_base_without_a_shell_runs_a_command_line_too() throws Exception {
    Ended ended = startOnJvmOnly().run("id; cd; echo \"$PWD\"; echo x >file && cat file");

    assertThat(ended.orThrow()).isEqualTo("uid=10001(app) gid=10001(app)\n/home/app\nx");
  }

  @Test
  void a_base_with_nothing_but_a_jvm_runs_it() throws Exception {
    Ended ended = startOnJvmOnly().run("java", "-XshowSettings:properties", "-version");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.stderr())
        .contains("user.name = app", "user.home = /home/app", "java.version = 17");
  }

  @Test
  void a_base_with_nothing_but_a_jvm_is_locked_as_well() throws Exception {
    Ended ended =
        startOnJvmOnly()
            .run(
                "for host in %s %s; do wget -q -O - http://$host:8080/; done"
                    .formatted(SERVERS.allowed4(), SERVERS.blocked4()));

    assertThat(ended.stdout()).contains("this is allowed").doesNotContain("this is blocked");
    assertThat(ended.said())
        .containsExactly("sandbox: blocked out tcp " + SERVERS.blocked4() + ":8080, 1 packet");
  }

  @ParameterizedTest
  @ValueSource(ints = {42, 125})
  void the_exit_code_is_the_commands(int code) throws Exception {
    Ended ended = start().run("exit " + code);

    assertThat(ended.exitCode()).isEqualTo(code);
    assertThat(ended.stderr()).isEmpty();
  }

  @Test
  void a_command_that_is_killed_ends_with_128_and_the_signal() throws Exception {
    Ended ended = start().run("kill -KILL $$");

    assertThat(ended.exitCode()).isEqualTo(137);
    assertThat(ended.stderr()).isEmpty();
  }

  @Test
  void a_command_that_is_not_there_is_told_with_the_path_that_was_searched() throws Exception {
    Ended ended = start().run("no-such-program", "argument");

    assertThat(ended.exitCode()).isEqualTo(127);
    assertThat(ended.said())
        .singleElement()
        .asString()
        .startsWith("sandbox: 'no-such-program' is not in the image's PATH (/usr/local/sbin:");
  }

  @Test
  void without_a_command_nothing_is_started() throws Exception {
    assertThat(start().run().refusal()).contains("no command");
  }

  @Test
  void a_megabyte_goes_through_stdin_and_stdout_unchanged() throws Exception {
    byte[] bytes = new byte[1 << 20];
    new Random(2).nextBytes(bytes);

    Ended ended = start().input(bytes).run("cat");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.stdout().getBytes(ISO_8859_1)).isEqualTo(bytes);
    assertThat(ended.stderr()).isEmpty();
  }

  @Test
  void output_after_the_end_of_the_input_arrives() throws Exception {
    Ended ended =
        start().input("in\n".getBytes(UTF_8)).run("cat; sleep 0.2; echo out; echo err >&2");

    assertThat(ended.stdout()).isEqualTo("in\nout\n");
    assertThat(ended.stderr()).isEqualTo("err\n");
  }

  @Test
  void a_flood_of_output_arrives_whole() throws Exception {
    Ended ended = start().run("head -c 8000000 /dev/zero; head -c 8000000 /dev/zero >&2; exit 3");

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.stdout()).hasSize(8_000_000);
    assertThat(ended.stderr()).hasSize(8_000_000);
  }

  @Test
  void a_container_that_is_started_again_is_locked_again_and_keeps_its_first_record()
      throws Exception {
    Start start = fixture.start(Recipe.SERVER);
    String script =
        ": </dev/tcp/"
            + SERVERS.allowed4()
            + "/8080 && echo reached; : </dev/tcp/"
            + SERVERS.blocked4()
            + "/8080";
    try (Running container = start.begin("bash", "-c", script)) {
      Ended first = container.end();
      Ended second = fixture.cli().with("start", "--attach", container.name()).run();

      assertThat(second.stdout()).isEqualTo(first.stdout()).isEqualTo("reached\n");
      assertThat(second.said())
          .isEqualTo(first.said())
          .containsExactly("sandbox: blocked out tcp " + SERVERS.blocked4() + ":8080, 1 packet");
      Ended records = fixture.cli().with("cp", container.name() + ":/sandbox", "-").run();
      assertThat(records.stdout())
          .contains("sandbox/record/blocked.json")
          .containsPattern("sandbox/record\\.[0-9]+/blocked\\.json");
    }
  }
}
