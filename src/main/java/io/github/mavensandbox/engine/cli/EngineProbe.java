package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineInfo;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.NoEngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tries one program: is it there, which engine's is it, does the server answer, is it new enough.
 */
final class EngineProbe {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9}).*");

  ContainerEngine probe(String program, List<String> engineArguments)
      throws EngineException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(engineArguments);
    // A client takes up to a tenth of a second to start, so both questions are asked at a time.
    EngineKind likely = program.endsWith("podman") ? EngineKind.PODMAN : EngineKind.DOCKER;
    BackgroundTask<EngineInfo> ahead =
        new BackgroundTask<>(() -> info(likely, program, engineArguments, command))
            .begin("sandbox-engine-version");
    EngineKind kind = kindOf(program);
    EngineInfo info = kind == likely ? ahead.get() : info(kind, program, engineArguments, command);
    check(program, info);
    return new CliEngine(command, info);
  }

  private static EngineInfo info(
      EngineKind kind, String program, List<String> engineArguments, List<String> command)
      throws EngineException, InterruptedException {
    try {
      kind.globalOptions().check(engineArguments);
    } catch (IllegalArgumentException e) {
      throw new EngineException(program + ": " + e.getMessage(), e);
    }
    return kind == EngineKind.DOCKER ? docker(command) : podman(command);
  }

  /** A program may be called docker and be Podman, so what counts is what it says of itself. */
  private static EngineKind kindOf(String program) throws EngineException, InterruptedException {
    Command.Outcome outcome;
    try {
      outcome = new Command(List.of(program, "--version"), LIMIT).run();
    } catch (EngineException e) {
      throw notStarted(program, e);
    }
    String words =
        (outcome.stdout().isBlank() ? outcome.orThrow() : outcome.stdout())
            .toLowerCase(Locale.ROOT);
    return Stream.of(EngineKind.values())
        .filter(kind -> words.startsWith(kind.program() + " version "))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "%s: neither Docker nor Podman; its '--version' says '%s'"
                        .formatted(program, outcome.stdout().strip())));
  }

  private static EngineException notStarted(String program, EngineException e) {
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("No such file") || reason.contains("error=2,")) {
      String what =
          program.contains("/")
              ? ": there is no such file, correct sandbox.engine"
              : ": not installed, or not in PATH";
      return new NoEngineException(program + what, e);
    }
    if (reason.contains("Permission denied") || reason.contains("error=13,")) {
      return new EngineException(program + ": not an executable file", e);
    }
    return e;
  }

  private static EngineInfo docker(List<String> command)
      throws EngineException, InterruptedException {
    Command.Outcome outcome =
        ask(command, "version", "--format", "{{.Server.Version}} {{.Server.Arch}} {{.Server.Os}}");
    String program = command.get(0);
    if (outcome.failedWith("permission denied")) {
      throw new EngineException(
          "%s: no permission to talk to its daemon, join the group 'docker' or use rootless Docker (%s)"
              .formatted(program, outcome.error()));
    }
    if (outcome.failedWith(
        "cannot connect to the docker daemon", "daemon is running", "connection refused")) {
      throw new EngineException(
          "%s: its daemon is not running, start it with 'systemctl start docker' (%s)"
              .formatted(program, outcome.error()));
    }
    return info(EngineKind.DOCKER, outcome);
  }

  private static EngineInfo podman(List<String> command)
      throws EngineException, InterruptedException {
    Command.Outcome outcome =
        ask(command, "info", "--format", "{{.Version.Version}} {{.Host.Arch}} {{.Host.OS}}");
    return info(EngineKind.PODMAN, outcome);
  }

  /**
   * Plain words, as JSON would cost a JVM that has just started more time than the engine takes.
   */
  private static EngineInfo info(EngineKind kind, Command.Outcome outcome) throws EngineException {
    String[] words = outcome.orThrow().split(" ");
    if (words.length != 3) {
      throw new EngineException(
          "'" + outcome.command() + "' printed '" + outcome.stdout().strip() + "'");
    }
    return new EngineInfo(kind, words[0], words[1], words[2]);
  }

  private static Command.Outcome ask(List<String> command, String... arguments)
      throws EngineException, InterruptedException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    return new Command(line, LIMIT).run();
  }

  private static void check(String program, EngineInfo info) throws EngineException {
    Matcher version = VERSION.matcher(info.version());
    // A version without numbers is a build of the engine's own developers.
    if (version.matches()
        && !info.kind()
            .supports(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))) {
      throw new EngineException(
          "%s: its server is version %s, the oldest that works is %s"
              .formatted(program, info.version(), info.kind().minimumVersion()));
    }
    if (!info.os().equals("linux")) {
      throw new EngineException(
          program + ": runs " + info.os() + " containers, switch it to Linux containers");
    }
  }
}
