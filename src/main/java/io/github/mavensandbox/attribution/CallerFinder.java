package io.github.mavensandbox.attribution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds who made an attempt: the first code, from the network outwards, that is neither the JDK's
 * nor a transport's nor of what only runs others; first on the stack of the attempt itself, then on
 * those of who had the work done. Where it cannot be told, nobody is named.
 */
record CallerFinder(Roles roles) {

  Caller find(Attempt attempt) {
    List<Step> steps = steps(attempt);
    Set<String> via = new LinkedHashSet<>();
    Optional<Step> copy = Optional.empty();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      switch (step.role()) {
        case TRANSPORT -> via.add(step.frame().origin().name());
        case COPY, RENAMED_COPY -> {
          via.add("a copy in " + step.frame().origin().name());
          copy = copy.isPresent() ? copy : Optional.of(step);
        }
        case CODE -> {
          return caller(attempt, caller(step, copy), via, steps.subList(i, steps.size()));
        }
        case UNKNOWN -> {
          return caller(attempt, Optional.empty(), via, steps.subList(i, steps.size()));
        }
        case NOTHING, RUNNER -> {}
      }
    }
    return caller(attempt, copy.filter(Step::isRenamedCopy), via, List.of());
  }

  /** A frame, and how sure it is that the attempt was made for it. */
  private record Step(Frame frame, Role role, Certainty certainty) {
    boolean isRenamedCopy() {
      return role == Role.RENAMED_COPY;
    }
  }

  /** All frames on the way outwards, up to where something is missing. */
  private List<Step> steps(Attempt attempt) {
    int longest =
        attempt.traces().stream().mapToInt(trace -> trace.frames().size()).max().orElse(0);
    List<Step> steps = new ArrayList<>();
    Set<Origin> nearer = new HashSet<>();
    Certainty certainty = Certainty.DIRECT;
    for (Trace trace : attempt.traces()) {
      certainty = certainty.and(trace.how());
      for (Frame frame : trace.frames()) {
        steps.add(new Step(frame, role(frame, nearer), certainty));
        nearer.add(frame.origin());
      }
      // The agent cuts all of them at the same length; who comes next is not the nearest one.
      boolean isCut = attempt.isCut() && trace.frames().size() == longest;
      if (trace.frames().isEmpty() || isCut) {
        break;
      }
    }
    return steps;
  }

  private Role role(Frame frame, Set<Origin> nearer) {
    Role role = roles.of(frame);
    return role == Role.COPY && roles.callsOriginal(frame, nearer) ? Role.CODE : role;
  }

  /**
   * The code that was found, unless a copy of a transport in another jar stands before it: one that
   * was renamed is used by nobody but its own jar, of any other it is not known by whom.
   */
  private static Optional<Step> caller(Step code, Optional<Step> copy) {
    if (copy.isEmpty()) {
      return Optional.of(code);
    }
    if (copy.get().frame().origin().equals(code.frame().origin())) {
      Certainty certainty = copy.get().isRenamedCopy() ? copy.get().certainty() : code.certainty();
      return Optional.of(new Step(code.frame(), code.role(), certainty));
    }
    return copy.filter(Step::isRenamedCopy);
  }

  private static Caller caller(
      Attempt attempt, Optional<Step> code, Set<String> via, List<Step> outwards) {
    return new Caller(
        code.map(step -> step.frame().origin()),
        code.map(Step::frame),
        code.map(Step::certainty).orElse(Certainty.DIRECT),
        List.copyOf(via),
        outwards.stream()
            .map(Step::frame)
            .filter(frame -> frame.origin().kind() == Origin.Kind.MODULE)
            .findFirst(),
        attempt.test());
  }
}
