package io.github.mavensandbox.engine.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Linux's own list of processes. The start time comes from there and not from {@link
 * ProcessHandle}, which computes it from a clock that may be set while the process runs.
 *
 * @param proc where procfs is mounted
 */
record ProcessTable(Path proc) {

  private static final Pattern NAMESPACE = Pattern.compile("pid:\\[(\\d{1,18})]");

  /**
   * The fields of {@code stat} after the program's name, which may itself hold blanks and brackets.
   */
  private static final int STATE = 0;

  private static final int START_TICKS = 19;

  static ProcessTable ofThisMachine() {
    return new ProcessTable(Path.of("/proc"));
  }

  /** Describes this process; nothing where there is no procfs. */
  Optional<Owner> self() {
    try {
      String stat = Files.readString(proc.resolve("self/stat"));
      Path namespace = Files.readSymbolicLink(proc.resolve("self/ns/pid"));
      Matcher number = NAMESPACE.matcher(namespace.toString());
      if (!number.matches()) {
        return Optional.empty();
      }
      return Optional.of(
          new Owner(
              (Integer) Files.getAttribute(proc.resolve("self/stat"), "unix:uid"),
              Long.parseLong(stat.substring(0, stat.indexOf(' '))),
              Long.parseLong(fields(stat).get(START_TICKS)),
              Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip(),
              Long.parseLong(number.group(1))));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a process that is visible from here still runs; a zombie does not. */
  boolean isAlive(Owner owner) {
    try {
      List<String> fields = fields(Files.readString(proc.resolve(owner.pid() + "/stat")));
      return !fields.get(STATE).matches("[ZX]")
          && Long.parseLong(fields.get(START_TICKS)) == owner.startTicks();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> fields(String stat) {
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
  }
}
