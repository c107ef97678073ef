package io.github.mavensandbox.surefire.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a module, and of the other modules of its build, that git tracks: a container gets
 * copies of them. What git does not track may be a secret, and so may what begins with a dot.
 *
 * @param modules the folders of all modules, as they are written
 * @param folders of each file, that of these that it is below: no link is between them
 * @param remarks why files are missing, a line each
 */
public record TrackedFiles(List<Path> modules, Map<Path, Path> folders, List<String> remarks) {

  /** Of a module of which git knows nothing. */
  public static final TrackedFiles NONE = new TrackedFiles(List.of(), Map.of(), List.of());

  /**
   * How much a container gets.
   *
   * @param files how many; an engine takes a second for some 4,000
   * @param bytes in all
   */
  record Most(int files, long bytes) {}

  private static final Most OF_MODULE = new Most(10_000, 64L << 20);

  /** Together: few tests read them, and every JVM waits for them. */
  private static final Most OF_OTHERS = new Most(2_000, 64L << 20);

  public TrackedFiles {
    modules = List.copyOf(modules);
    folders = Map.copyOf(folders);
    remarks = List.copyOf(remarks);
  }

  /**
   * Looks for them.
   *
   * @param module the module's folder
   * @param others those of the build's other modules
   * @param without what is not taken, and nothing below it
   */
  public static TrackedFiles of(Path module, Collection<Path> others, Collection<Path> without)
      throws IOException {
    return of(module, others, without, OF_MODULE, OF_OTHERS);
  }

  static TrackedFiles of(
      Path module, Collection<Path> others, Collection<Path> without, Most ofModule, Most ofOthers)
      throws IOException {
    Map<Path, Path> files = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    Map<Path, Optional<List<String>>> read = new HashMap<>();
    if (!new Search(without, ofModule, files, read).add(List.of(module))) {
      remarks.add(remark("the module '%s'".formatted(module), ofModule));
    }
    if (!new Search(without, ofOthers, files, read).add(others)) {
      remarks.add(remark("the build's other modules", ofOthers));
    }
    List<Path> modules = new ArrayList<>(List.of(module));
    modules.addAll(others);
    return new TrackedFiles(modules, files, remarks);
  }

  private static String remark(String whose, Most most) {
    return "tests do not get the files that git tracks in %s: they are more than %,d, or more than %d MiB. Name those that tests read in <test><files>"
        .formatted(whose, most.files(), most.bytes() >> 20);
  }

  /** Returns whether a file is among them. */
  public boolean has(Path file) {
    return folders.containsKey(file);
  }

  /** Adds them to what a container gets. */
  public void addTo(HostFiles files) throws IOException {
    for (Map.Entry<Path, Path> each : folders.entrySet()) {
      files.addPlain(each.getKey(), each.getValue());
    }
  }

  /** Looks for files, up to so many. */
  private record Search(
      Collection<Path> without,
      Most most,
      Map<Path, Path> found,
      Map<Path, Optional<List<String>>> read) {

    /** Adds those below some folders; none where they are too many. */
    boolean add(Collection<Path> folders) throws IOException {
      Map<Path, Path> files = new LinkedHashMap<>();
      long bytes = 0;
      for (Path folder : folders) {
        Path real = folder.toRealPath();
        Map<Path, Boolean> plain = new HashMap<>(Map.of(real, true));
        for (Path tracked : below(real)) {
          Path file = folder.resolve(real.relativize(tracked));
          if (!isWanted(file)
              || !isPlain(Objects.requireNonNull(tracked.getParent()), plain)
              || files.containsKey(file)) {
            continue;
          }
          Optional<BasicFileAttributes> attributes = attributes(tracked);
          if (attributes.filter(is -> is.isRegularFile() || is.isSymbolicLink()).isPresent()) {
            files.put(file, folder);
            bytes += attributes.get().size();
          }
          if (files.size() > most.files() || bytes > most.bytes()) {
            return false;
          }
        }
      }
      found.putAll(files);
      return true;
    }

    private List<Path> below(Path folder) {
      return Checkout.of(folder, read).map(checkout -> checkout.below(folder)).orElse(List.of());
    }

    private boolean isWanted(Path file) {
      return !found.containsKey(file) && without.stream().noneMatch(file::startsWith);
    }

    /** Whether no link is on the way to a folder, as one is that has taken a folder's place. */
    private static boolean isPlain(Path folder, Map<Path, Boolean> known) {
      Boolean plain = known.get(folder);
      if (plain == null) {
        plain =
            attributes(folder).filter(BasicFileAttributes::isDirectory).isPresent()
                && isPlain(Objects.requireNonNull(folder.getParent()), known);
        known.put(folder, plain);
      }
      return plain;
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
      try {
        return Optional.of(
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}
