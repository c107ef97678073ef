package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what was not taken, so that a million of them are one line. */
final class SkippedFiles {

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
    KEPT("file that the host has otherwise", "files that the host has otherwise"),
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

  private record Group(int count, String first) {
    Group more() {
      return new Group(count + 1, first);
    }
  }

  private final Map<Reason, Group> groups = new EnumMap<>(Reason.class);
  private final List<String> others = new ArrayList<>();

  /** Counts an entry of the tar, which may have any name. */
  void add(Reason reason, String name) {
    add(reason, name, "");
  }

  /** Counts an entry that failed. */
  void add(Reason reason, String name, Exception cause) {
    add(reason, name, " (" + Quoted.of(cause.toString()) + ")");
  }

  private void add(Reason reason, String name, String cause) {
    Group group = groups.get(reason);
    groups.put(reason, group == null ? new Group(1, Quoted.of(name) + cause) : group.more());
  }

  /** Remembers what concerns all that comes after. */
  void say(String remark) {
    others.add(remark);
  }

  /** Returns a line for each reason, and those that were said. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    groups.forEach(
        (reason, group) ->
            remarks.add(
                group.count() == 1
                    ? "1 " + reason.one + " left out: " + group.first()
                    : "%s %s left out, the first: %s"
                        .formatted(group.count(), reason.many, group.first())));
    remarks.addAll(others);
    return remarks;
  }
}
