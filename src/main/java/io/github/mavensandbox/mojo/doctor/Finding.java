package io.github.mavensandbox.mojo.doctor;

/**
 * What became of one requirement.
 *
 * @param what the requirement
 * @param state whether it is met
 * @param detail what was found; may be empty
 * @param means which goal lacks what without it; empty where it is met
 * @param remedy the command that mends it, or what else to do; empty where it is met, or the detail
 *     says it
 */
public record Finding(String what, State state, String detail, String means, String remedy) {

  /** Whether a requirement is met. */
  public enum State {
    /** It is met. */
    OK,
    /** It is not met. */
    MISSING,
    /** It is not met, and nothing needs it, since another one is. */
    SPARE,
    /** It was not tried. */
    UNKNOWN
  }

  static Finding ok(String what, String detail) {
    return new Finding(what, State.OK, detail, "", "");
  }

  static Finding missing(String what, String detail, String means, String remedy) {
    return new Finding(what, State.MISSING, detail, means, remedy);
  }

  static Finding spare(String what, String detail, String means, String remedy) {
    return new Finding(what, State.SPARE, detail, means, remedy);
  }

  static Finding unknown(String what, String means) {
    return new Finding(what, State.UNKNOWN, "", means, "");
  }

  /** Returns all but the requirement, in one line. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            switch (state) {
              case OK -> "ok";
              case MISSING, SPARE -> "missing";
              case UNKNOWN -> "unknown";
            });
    if (!detail.isEmpty()) {
      text.append(" (").append(detail).append(')');
    }
    if (!means.isEmpty()) {
      text.append(": ").append(means);
    }
    if (!remedy.isEmpty()) {
      text.append(". Mend it: ").append(remedy);
    }
    return text.toString();
  }
}
