package io.github.mavensandbox.adversary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All techniques, tried in one way.
 *
 * @param output what was printed meanwhile
 * @param heard the names of those whose packets arrived somewhere
 * @param log the kernel's
 */
record Campaign(List<String> output, Set<String> heard, KernelLog log) {

  private static final Pattern LINE =
      Pattern.compile("(?:\\[INFO\\] )?adversary: ([a-z0-9-]+) ((?:done|refused|absent)\\b.*)");

  /** What the attacker said of each. */
  Map<String, String> outcomes() {
    Map<String, String> outcomes = new TreeMap<>();
    for (String line : output) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        outcomes.put(matcher.group(1), matcher.group(2));
      }
    }
    return outcomes;
  }

  String outcome(Technique technique) {
    return outcomes().getOrDefault(technique.name(), "never tried");
  }

  /** Whether a packet of the attacker's got anywhere. */
  boolean arrived(Technique technique) {
    return technique.must() != Technique.Must.INBOUND
        && (heard.contains(technique.name()) || outcome(technique).endsWith("(left)"));
  }

  private boolean isDone(Technique technique) {
    return outcome(technique).startsWith("done");
  }

  /** Whether this, without a sandbox, shows that the technique works on this machine. */
  boolean shows(Technique technique) {
    return switch (technique.must()) {
      case CALL, INBOUND -> isDone(technique);
      case PLANTED, REFUSED, WORKS -> true;
      case PACKET, EITHER, SILENT ->
          arrived(technique) || isOfTheMachine(technique) && isAnswered(technique);
    };
  }

  /** The gateway, the engine's resolver, and what pasta does by itself. */
  private static boolean isOfTheMachine(Technique technique) {
    return technique.name().endsWith("-gateway")
        || technique.name().equals("dns-engine-tcp")
        || technique.name().startsWith("pasta-");
  }

  private boolean isAnswered(Technique technique) {
    return isDone(technique) || outcome(technique).contains("Connection refused");
  }

  /** What became of a technique in the sandbox; upper case for what must not be. */
  String judge(Technique technique) {
    if (!outcomes().containsKey(technique.name())) {
      return "NEVER TRIED";
    }
    if (arrived(technique) && technique.must() != Technique.Must.WORKS) {
      return "GOT OUT";
    }
    return switch (technique.must()) {
      case PACKET -> log.has(technique) ? "blocked, recorded" : "NOT RECORDED";
      case EITHER ->
          log.has(technique) ? "blocked, recorded" : isDone(technique) ? "NOT RECORDED" : "refused";
      case SILENT -> "blocked";
      case PLANTED -> "not taken";
      case CALL, REFUSED -> isDone(technique) ? "DONE" : "refused";
      case INBOUND ->
          isDone(technique) ? "GOT IN" : log.has(technique) ? "blocked, recorded" : "NOT RECORDED";
      case WORKS -> isDone(technique) ? "works" : "BLOCKED";
    };
  }
}
