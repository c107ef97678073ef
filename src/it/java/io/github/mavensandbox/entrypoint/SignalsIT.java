package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Process 1's duties: signals, the terminal, and what the program leaves behind. */
@SandboxTest
class SignalsIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final char CTRL_C = 3;

  private final Fixture fixture;

  SignalsIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private Start start() throws Exception {
    return fixture.start(Recipe.SERVER).network("none");
  }

  /** A program that counts a signal for a while after it arrived. */
  private static String counting(String signal) {
    return """
    n=0
    trap 'n=$((n + 1))' %s
    echo ready
    until [ $n -gt 0 ]; do sleep 0.05; done
    for pause in 1 2 3 4 5 6; do sleep 0.05; done
    echo "%s $n times"
    """
        .formatted(signal, signal);
  }

  @Test
  void a_signal_to_the_container_reaches_the_program_once() throws Exception {
    List<String> signals = List.of("TERM", "INT", "QUIT", "HUP", "USR1", "USR2");
    StringBuilder script = new StringBuilder();
    signals.forEach(signal -> script.append(counting(signal)));
    try (Running container = start().begin("bash", "-c", script.toString())) {
      for (String signal : signals) {
        container.until("ready");
        container.signal(signal);
        assertThat(container.line()).isEqualTo(signal + " 1 times");
      }
    }
  }

  @Test
  void a_program_that_a_signal_ends_gives_its_code() throws Exception {
    try (Running container = start().begin("bash", "-c", "echo ready; exec sleep 60")) {
      container.until("ready");
      container.signal("TERM");

      assertThat(container.end().exitCode()).isEqualTo(143);
    }
  }

  @Test
  void quit_makes_a_jvm_print_its_threads() throws Exception {
    String script =
        "(until ss -Hln sport = 1099 | grep -q tcp; do sleep 0.1; done; echo ready) &"
            + " exec java -m java.rmi/sun.rmi.registry.RegistryImpl 1099";
    try (Running container = start().begin("bash", "-c", script)) {
      container.until("ready");
      container.signal("QUIT");
      String line = container.line();
      while (!line.startsWith("Full thread dump")) {
        line = container.line();
      }
      container.signal("INT");

      assertThat(container.end().exitCode()).isEqualTo(130);
    }
  }

  @Test
  void the_program_has_a_real_terminal() throws Exception {
    try (Running container = start().beginAtTerminal("bash", "-c", "tty; stty -a; exit 9")) {
      Ended ended = container.end();

      assertThat(ended.stdout()).contains("/dev/pts/0", "isig");
      assertThat(ended.exitCode()).isEqualTo(9);
    }
  }

  @Test
  void what_is_typed_at_the_terminal_reaches_the_program() throws Exception {
    try (Running container = start().beginAtTerminal("sh", "-i")) {
      container.type("echo a''nswer");
      String line = container.line();
      while (!line.endsWith("answer")) {
        line = container.line();
      }
      container.type("exit 4");

      assertThat(container.end().exitCode()).isEqualTo(4);
    }
  }

  @Test
  void ctrl_c_at_the_terminal_arrives_exactly_once() throws Exception {
    try (Running container = start().beginAtTerminal("bash", "-c", counting("INT") + "exit 7")) {
      String line = container.line();
      while (!line.equals("ready")) {
        line = container.line();
      }
      container.press(CTRL_C);

      Ended ended = container.end();
      assertThat(ended.stdout()).contains("INT 1 times");
      assertThat(ended.exitCode()).isEqualTo(7);
    }
  }

  @Test
  void orphans_are_reaped() throws Exception {
    try (Shell shell = start().shell()) {
      shell.run("for n in 1 2 3 4 5; do setsid sleep 0.05 & done");
      shell.run("sleep 0.5");

      assertThat(shell.run("grep -l '^State:.Z' /proc/[0-9]*/status").stdout()).isEmpty();
    }
  }

  @Test
  void what_survives_the_program_is_ended_and_cannot_fork_away() throws Exception {
    String script =
        """
        for n in 1 2 3 4 5; do
          setsid bash -c 'trap "" TERM INT HUP
            again() { sleep 0.01; setsid bash -c "$1" "$0" "$1" & }
            while :; do again; wait; done' &
        done
        sleep 0.3
        echo over
        """;
    Ended ended = start().run("bash", "-c", script);

    assertThat(ended.stdout()).isEqualTo("over\n");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void what_survives_the_program_sends_nothing_after_the_record_is_closed() throws Exception {
    String script =
        SERVERS.replacedIn(
            """
        setsid bash -c 'trap "" TERM; while :; do echo >/dev/udp/@blocked4@/9; done' 2>/dev/null &
        sleep 0.3
        """);
    Ended ended = fixture.start(Recipe.SERVER).run("bash", "-c", script);

    assertThat(ended.said())
        .first()
        .asString()
        .matches(
            "sandbox: blocked out udp "
                + Pattern.quote(SERVERS.blocked4())
                + ":9, [0-9]+ packets?");
    assertThat(ended.stderr()).doesNotContain("does not add up");
  }
}
