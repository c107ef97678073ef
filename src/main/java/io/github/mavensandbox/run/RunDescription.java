package io.github.mavensandbox.run;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.text.PlainText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What Maven's side knows of a sandboxed run. Its texts are shown to people only after {@link
 * PlainText} made them safe.
 *
 * @param id names the folder with the raw record: letters, digits, {@code . _ -}, at most 100
 * @param goal that started it, for instance {@code surefire:test}
 * @param execution of the goal, for instance {@code default-test}
 * @param ended absent while it lasts, and for good when Maven did not live to see its end
 * @param exitCode of the program; absent when there is no single program, or it did not end by
 *     itself
 * @param mode what the firewall did with traffic that the policy does not allow
 * @param policy the rules that were in force, one a string
 * @param forks how many JVMs were forked into the sandbox
 * @param reports the folder of the test reports, when there are any
 * @param problems why the run cannot be relied on, besides what its record shows
 */
public record RunDescription(
    BuildSession session,
    String id,
    String goal,
    String execution,
    Instant started,
    Optional<Instant> ended,
    OptionalInt exitCode,
    Mode mode,
    List<String> policy,
    int forks,
    Optional<Path> reports,
    List<String> problems) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  public RunDescription {
    if (!isId(id)) {
      throw new IllegalArgumentException("not the id of a run: " + PlainText.of(id));
    }
    policy = List.copyOf(policy);
    problems = List.copyOf(problems);
  }

  /** A run of no forks that begins now. */
  public static RunDescription begin(
      BuildSession session,
      String id,
      String goal,
      String execution,
      Mode mode,
      List<String> policy) {
    return new RunDescription(
        session,
        id,
        goal,
        execution,
        Instant.now(),
        Optional.empty(),
        OptionalInt.empty(),
        mode,
        policy,
        0,
        Optional.empty(),
        List.of());
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** This run, with the folder that its test reports go to. */
  public RunDescription reportingTo(Path folder) {
    Optional<Path> to = Optional.of(folder.toAbsolutePath().normalize());
    return new RunDescription(
        session, id, goal, execution, started, ended, exitCode, mode, policy, forks, to, problems);
  }

  /** This run, ended now. */
  public RunDescription end(int forks, OptionalInt exitCode) {
    Optional<Instant> now = Optional.of(Instant.now());
    return new RunDescription(
        session, id, goal, execution, started, now, exitCode, mode, policy, forks, reports,
        problems);
  }

  /** This run, with one more problem. */
  public RunDescription withProblem(String problem) {
    List<String> more = new ArrayList<>(problems);
    more.add(problem);
    return new RunDescription(
        session, id, goal, execution, started, ended, exitCode, mode, policy, forks, reports, more);
  }
}
