package io.github.mavensandbox.engine.guard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that a container belongs to, told apart from any other that ever was: a number alone
 * is used again, in another container, after a restart, or soon enough on this very machine.
 *
 * @param uid the process's user, because a user may be kept from seeing the others' processes
 * @param pid the process's number in its PID namespace
 * @param startTicks when it started, in the kernel's ticks since the machine did
 * @param bootId the kernel's name for the time since the machine started
 * @param pidNamespace the kernel's number of the PID namespace
 */
record Owner(int uid, long pid, long startTicks, String bootId, long pidNamespace) {

  private static final Pattern LABEL =
      Pattern.compile("(\\d{1,9}):(\\d{1,9}):(\\d{1,18}):([0-9a-f-]+):(\\d{1,18})");

  /** Reads what {@link #label} wrote; nothing when it is something else. */
  static Optional<Owner> parse(String label) {
    Matcher matcher = LABEL.matcher(label);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Owner(
            Integer.parseInt(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)),
            matcher.group(4),
            Long.parseLong(matcher.group(5))));
  }

  String label() {
    return uid + ":" + pid + ":" + startTicks + ":" + bootId + ":" + pidNamespace;
  }

  /** Returns whether this process can be looked up from where another one is. */
  boolean isVisibleTo(Owner other) {
    return uid == other.uid && bootId.equals(other.bootId) && pidNamespace == other.pidNamespace;
  }
}
