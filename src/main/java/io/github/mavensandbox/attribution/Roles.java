package io.github.mavensandbox.attribution;

import io.github.mavensandbox.text.OwnFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells whose code a frame is: the one who called, or somebody who only carried the call. Libraries
 * are known by a list, {@code roles.txt}. For one thread at a time.
 */
final class Roles {

  /** What the usual makers of classes put into their names; a proxy is nobody's code. */
  private static final Pattern PROXY =
      Pattern.compile(
          ".*(\\$Proxy\\d|\\$\\$Lambda|\\$MockitoMock\\$|\\$ByteBuddy\\$|\\$\\$EnhancerBy"
              + "|\\$\\$SpringCGLIB|\\$\\$FastClassBy|\\$HibernateProxy|_\\$\\$_jvst"
              + "|GeneratedMethodAccessor|GeneratedConstructorAccessor|\\$auxiliary\\$).*");

  /** Stacks are alike: nearly every frame was seen before. */
  private static final int KNOWN = 100_000;

  private final List<Library> libraries;
  private final Map<Key, Role> known = new HashMap<>();

  private record Key(Origin origin, String className) {}

  private Roles(List<Library> libraries) {
    this.libraries = libraries;
  }

  /** Those of the list that comes with the plugin. */
  static Roles ofKnownLibraries() {
    try {
      return new Roles(
          OwnFile.text(Roles.class, "roles.txt")
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Library::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Role of(Frame frame) {
    if (known.size() > KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Key(frame.origin(), frame.className()), ignored -> roleOf(frame));
  }

  /**
   * Whether a class that has the name of a library's, but comes from another jar, is that jar's
   * own: it has the library itself carry the call.
   *
   * @param nearer origins of the frames between it and the network
   */
  boolean callsOriginal(Frame frame, Collection<Origin> nearer) {
    return libraries.stream()
        .filter(library -> library.isCopiedTo(frame.className()))
        .anyMatch(library -> nearer.stream().anyMatch(library::includes));
  }

  private Role roleOf(Frame frame) {
    return switch (frame.origin().kind()) {
      case JDK -> Role.NOTHING;
      case GENERATED -> PROXY.matcher(frame.className()).matches() ? Role.NOTHING : Role.UNKNOWN;
      case ARTIFACT, MODULE, OTHER ->
          find(library -> library.includes(frame.origin()))
              .map(Library::role)
              .orElseGet(() -> ofUnlisted(frame));
    };
  }

  private Role ofUnlisted(Frame frame) {
    String className = frame.className();
    if (frame.origin().compiledHere()) {
      return Role.CODE;
    }
    if (find(library -> library.isCopiedTo(className)).isPresent()) {
      return Role.COPY;
    }
    return find(library -> library.isCopiedAndRenamedTo(className)).isPresent()
        ? Role.RENAMED_COPY
        : Role.CODE;
  }

  private Optional<Library> find(Predicate<Library> condition) {
    return libraries.stream().filter(condition).findFirst();
  }
}
