package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what was not taken out of the sandboxes of some forks, so that a million files are one
 * line. A file that several forks wrote counts once.
 */
public final class SkippedFiles {

  /** Why something was not taken. */
  enum Reason {
    SYMBOLIC_LINK("symbolic link", "symbolic links"),
    HARD_LINK("hard link", "hard links"),
    SPARSE("sparse file", "sparse files"),
    SPECIAL("special file", "special files"),
    UNSAFE_NAME("file with an unsafe name", "files with unsafe names"),
    LONG_NAME("file with too long a path", "files with too long paths"),
    LARGE("file that is too large", "files that are too large"),
    RESERVED(
        "file where only the build itself may write",
        "files where only the build itself may write"),
    KEPT("", ""),
    IN_THE_WAY(
        "file where the host has a link or another kind of file",
        "files where the host has links or other kinds of files"),
    UNWRITABLE("file that cannot be written", "files that cannot be written");

    private final String one;
    private final String many;

    Reason(String one, String many) {
      this.one = one;
      this.many = many;
    }
  }

  /** Of more files, what two forks have in common is not known. */
  private static final int MOST_NAMES = 1000;

  private static final int NAMED = 3;

  private static final class Group {
    private final Set<String> names = new LinkedHashSet<>();
    private int more;

    private void add(String name) {
      if (names.size() < MOST_NAMES) {
        names.add(name);
      } else if (!names.contains(name)) {
        more++;
      }
    }

    private void add(Group other) {
      other.names.forEach(this::add);
      more += other.more;
    }

    private int count() {
      return names.size() + more;
    }

    private String first() {
      return names.iterator().next();
    }

    private String firsts() {
      String firsts = names.stream().limit(NAMED).collect(Collectors.joining(", "));
      return count() > NAMED ? firsts + " and " + (count() - NAMED) + " more" : firsts;
    }
  }

  private final Map<Reason, Group> groups = new EnumMap<>(Reason.class);
  private final Set<String> others = new LinkedHashSet<>();

  /** Counts an entry of the tar, which may have any name. */
  void add(Reason reason, String name) {
    add(reason, name, "");
  }

  /** Counts an entry that failed. */
  void add(Reason reason, String name, Exception cause) {
    add(reason, name, " (" + Quoted.of(cause.toString()) + ")");
  }

  private void add(Reason reason, String name, String cause) {
    groups.computeIfAbsent(reason, none -> new Group()).add(Quoted.of(name) + cause);
  }

  /** Counts those of another fork, too. */
  public void add(SkippedFiles other) {
    other.groups.forEach(
        (reason, group) -> groups.computeIfAbsent(reason, none -> new Group()).add(group));
    others.addAll(other.others);
  }

  /** Remembers a line of its own, which is safe to print. */
  public void say(String remark) {
    others.add(remark);
  }

  /** Returns a line for each reason, and those that were said: all safe to print. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    groups.forEach(
        (reason, group) -> remarks.add(reason == Reason.KEPT ? kept(group) : line(reason, group)));
    remarks.addAll(others);
    return remarks;
  }

  private static String line(Reason reason, Group group) {
    return group.count() == 1
        ? "1 " + reason.one + " left out: " + group.first()
        : "%s %s left out, the first: %s".formatted(group.count(), reason.many, group.first());
  }

  private static String kept(Group group) {
    return "%s stayed as it was, because something other than sandboxed tests wrote it last: %s; to get what the tests wrote, delete it before they run ('mvn clean' deletes target)"
        .formatted(
            group.count() == 1 ? "1 file" : "each of " + group.count() + " files", group.firsts());
  }
}
