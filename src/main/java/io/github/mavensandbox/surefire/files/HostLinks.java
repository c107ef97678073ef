package io.github.mavensandbox.surefire.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where links lead among the entries of a container.
 *
 * @param entries by their names, without the slash that a path begins with
 */
record HostLinks(Map<String, HostEntry> entries) {

  /** As the kernel has it. */
  private static final int MOST_HOPS = 40;

  /** Returns whether all that a link leads to is among the entries. */
  boolean leadsToEntry(String link, String target) {
    // Of a folder that is there only for what is in it, most is missing.
    return place(link, target, MOST_HOPS)
        .map(entries::get)
        .filter(entry -> !(entry instanceof HostEntry.Parent))
        .isPresent();
  }

  private Optional<String> place(String link, String target, int hops) {
    List<String> at = new ArrayList<>();
    if (!target.startsWith("/")) {
      at.addAll(List.of(link.split("/")));
      at.remove(at.size() - 1);
    }
    for (String word : target.split("/")) {
      if (word.equals("..")) {
        at = at.subList(0, Math.max(0, at.size() - 1));
      } else if (!word.isEmpty() && !word.equals(".")) {
        at.add(word);
        String name = String.join("/", at);
        if (entries.get(name) instanceof HostEntry.Link next) {
          Optional<String> place =
              hops == 0 ? Optional.empty() : place(name, next.target(), hops - 1);
          if (place.isEmpty()) {
            return place;
          }
          at = new ArrayList<>(List.of(place.get().split("/")));
        } else if (!entries.containsKey(name)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(String.join("/", at));
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
