package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;

/**
 * A shell that is the sandboxed program: what it runs has exactly the rights of one. Many tests
 * share a container that way.
 */
final class Shell implements AutoCloseable {

  private static final String MARK = "-- ended with ";

  private final Running container;

  Shell(Running container) {
    this.container = container;
  }

  Running container() {
    return container;
  }

  /** Runs a script in a subshell; stdout of the result has both of its outputs. */
  Ended run(String script) throws IOException, InterruptedException {
    container.type("( " + script + "\n) </dev/null 2>&1; code=$?; echo; echo '" + MARK + "' $code");
    StringBuilder output = new StringBuilder();
    String line = container.line();
    while (!line.startsWith(MARK)) {
      output.append(line).append('\n');
      line = container.line();
    }
    int exitCode = Integer.parseInt(line.substring(MARK.length()).strip());
    return new Ended(exitCode, output.toString().strip(), "");
  }

  /** Starts a script that goes on in the background and is silent. */
  void background(String script) throws IOException, InterruptedException {
    container.type("( " + script + "\n) </dev/null >/dev/null 2>&1 &");
  }

  /** Calls a TCP port, for ten seconds at most, and returns how that went, such as "refused". */
  String tcp(String host, int port) throws IOException, InterruptedException {
    Ended call = run("timeout 10 bash -c ': </dev/tcp/%s/%d'".formatted(host, port));
    return switch (call.exitCode()) {
      case 0 -> "connected";
      case 124 -> "no answer";
      default -> call.stdout().contains("Connection refused") ? "refused" : call.stdout();
    };
  }

  /** Sends a datagram, and again while there is no echo, for ten seconds at most. */
  String udp(String host, int port) throws IOException, InterruptedException {
    return run("""
            perl -MSocket=:all -e '
              my ($error, $to) = getaddrinfo($ARGV[0], $ARGV[1], {socktype => SOCK_DGRAM, flags => AI_NUMERICHOST});
              socket(S, $to->{family}, SOCK_DGRAM, 0) && connect(S, $to->{addr}) or die "connect: $!\\n";
              for my $try (1 .. 20) {
                defined send(S, "hello", 0) or print("refused\\n"), exit;
                vec(my $readable = "", fileno S, 1) = 1;
                select($readable, undef, undef, 0.5) or next;
                my $answer;
                print defined recv(S, $answer, 99, 0) ? "echo: $answer" : "refused", "\\n";
                exit;
              }
              print "no answer\\n"' %s %d"""
            .formatted(host, port))
        .stdout();
  }

  /** Lays a wire to networks of the test's own choice. */
  Wire wire(String... prefixes) throws IOException, InterruptedException {
    return Wire.lay(this, prefixes);
  }

  String address4() throws IOException, InterruptedException {
    return run("ip -4 -oneline address show dev eth0 | sed 's|.* inet ||; s|/.*||'").stdout();
  }

  String address6() throws IOException, InterruptedException {
    return run("ip -6 -oneline address show dev eth0 scope global | sed 's|.* inet6 ||; s|/.*||'")
        .stdout();
  }

  /** Ends the shell, and with it the container. */
  Ended end() throws IOException, InterruptedException {
    container.type("exit 0");
    return container.end();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    container.close();
  }
}
