package io.github.mavensandbox.surefire.files;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where links lead among the entries of a container.
 *
 * @param entries by their names, without the slash that a path begins with
 */
record HostLinks(Map<String, HostEntry> entries) {

  /** In one look-up, as the kernel has it. */
  private static final int MOST_HOPS = 40;

  /** Returns whether all that a link leads to is among the entries. */
  boolean leadsToEntry(String link, String target) {
    // Of a folder that is there only for what is in it, most is missing.
    return place(link, target)
        .map(entries::get)
        .filter(entry -> !(entry instanceof HostEntry.Parent))
        .isPresent();
  }

  private Optional<String> place(String link, String target) {
    List<String> at = new ArrayList<>(List.of(link.split("/")));
    Deque<String> words = new ArrayDeque<>();
    follow(target, at, words);
    for (int hops = 1; !words.isEmpty(); ) {
      String word = words.pop();
      if (word.equals("..")) {
        if (!at.isEmpty()) {
          at.remove(at.size() - 1);
        }
      } else if (!word.isEmpty() && !word.equals(".")) {
        at.add(word);
        HostEntry entry = entries.get(String.join("/", at));
        if (entry == null) {
          return Optional.empty();
        }
        if (entry instanceof HostEntry.Link next) {
          hops++;
          if (hops > MOST_HOPS) {
            return Optional.empty();
          }
          follow(next.target(), at, words);
        }
      }
    }
    return Optional.of(String.join("/", at));
  }

  /** Goes from a link to where its target begins. */
  private static void follow(String target, List<String> at, Deque<String> words) {
    if (target.startsWith("/")) {
      at.clear();
    } else {
      at.remove(at.size() - 1);
    }
    List<String> ahead = List.of(target.split("/"));
    for (int i = ahead.size() - 1; i >= 0; i--) {
      words.push(ahead.get(i));
    }
  }

  /**
   * Returns what is written in a link, as a container's programs read it.
   *
   * @param link its path
   * @param target what the host has in it
   */
  static Optional<String> text(Path link, Path target) {
    if (target.isAbsolute()) {
      return TarName.of(target).map("/"::concat);
    }
    if (target.toString().chars().allMatch(c -> c < 0x80)) {
      return Optional.of(target.toString());
    }
    // What is not ASCII is to be had of an absolute path only.
    return TarName.of(link.resolveSibling("x"))
        .map(sibling -> sibling.length() - 1)
        .flatMap(begin -> TarName.of(link.resolveSibling(target)).map(it -> it.substring(begin)));
  }
}
