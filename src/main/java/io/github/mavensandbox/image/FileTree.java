package io.github.mavensandbox.image;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of the files of an image, as its layers make them one upon the other. */
final class FileTree {

  /** As the kernel has it. */
  private static final int MOST_LINKS = 40;

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /**
   * A file, directory or link of a layer.
   *
   * @param path its path without the leading slash
   * @param directory whether it is a directory
   * @param link what it links to, symbolically or (as an absolute path) hard
   * @param executable whether anyone may execute it
   */
  record Entry(String path, boolean directory, @Nullable String link, boolean executable) {}

  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /** Puts a layer on top. */
  void add(List<Entry> layer) {
    // What a layer hides is below it, wherever in the layer it says so.
    for (Entry entry : layer) {
      int slash = entry.path().lastIndexOf('/') + 1;
      String directory = entry.path().substring(0, slash);
      String name = entry.path().substring(slash);
      if (name.equals(OPAQUE)) {
        below(directory).clear();
      } else if (name.startsWith(WHITEOUT)) {
        remove(directory + name.substring(WHITEOUT.length()));
      }
    }
    for (Entry entry : layer) {
      if (!entry.path().substring(entry.path().lastIndexOf('/') + 1).startsWith(WHITEOUT)) {
        if (!entry.directory()) {
          remove(entry.path());
        }
        entries.put(entry.path(), entry);
      }
    }
  }

  private void remove(String path) {
    entries.remove(path);
    below(path + "/").clear();
  }

  private Map<String, Entry> below(String directory) {
    return entries.subMap(directory, directory + Character.MAX_VALUE);
  }

  /** Returns whether a path, its links followed, is a file that can be executed. */
  boolean isExecutable(String path) {
    return resolve(path).filter(entry -> !entry.directory() && entry.executable()).isPresent();
  }

  /** Returns a path without links in it, and without its leading slash, if there is something. */
  Optional<String> realPath(String path) {
    return resolve(path).map(Entry::path);
  }

  /**
   * Returns whether anywhere below a directory, which ends with a slash, something has this name.
   */
  boolean hasBelow(String directory, String name) {
    return below(directory).keySet().stream().anyMatch(path -> path.endsWith("/" + name));
  }

  private Optional<Entry> resolve(String path) {
    Deque<String> ahead = new ArrayDeque<>(Arrays.asList(path.split("/")));
    String directory = "";
    int links = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.pop();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        directory = directory.substring(0, Math.max(0, directory.lastIndexOf('/')));
        continue;
      }
      String next = directory.isEmpty() ? name : directory + "/" + name;
      Entry found = entries.get(next);
      if (found == null || found.link() == null) {
        directory = next;
      } else if (++links > MOST_LINKS) {
        return Optional.empty();
      } else {
        directory = found.link().startsWith("/") ? "" : directory;
        List<String> target = Arrays.asList(found.link().split("/"));
        for (int i = target.size() - 1; i >= 0; i--) {
          ahead.push(target.get(i));
        }
      }
    }
    return Optional.ofNullable(entries.get(directory));
  }
}
