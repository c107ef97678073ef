package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.report.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the line that a developer would look at first: the project's own that led to a call, else
 * the dependency in the POM through which the caller came.
 */
record PlaceFinder(Sources sources) {

  private static final String PART = "[\\p{L}_][\\p{L}\\p{N}_]*";

  /** A class name could be anything; only one of this form is looked for. */
  private static final Pattern CLASS = Pattern.compile(PART + "(\\." + PART + ")*");

  private static final List<String> EXTENSIONS = List.of(".java", ".kt", ".groovy", ".scala");

  /** Where the project, or who it depends on, made a call. */
  Place of(Calls calls) {
    Caller caller = calls.caller();
    return Stream.concat(caller.enteredFrom().stream(), caller.at().stream())
        .filter(frame -> frame.origin().kind() == Origin.Kind.MODULE)
        .flatMap(frame -> source(frame).stream())
        .findFirst()
        .or(() -> caller.origin().flatMap(this::dependency))
        .orElseGet(this::pom);
  }

  /** The POM, of which there is nothing more to say. */
  Place pom() {
    return sources.poms().isEmpty() ? new Place("pom.xml", 1) : place(sources.poms().get(0), 1);
  }

  private Optional<Place> source(Frame frame) {
    int inner = frame.className().indexOf('$');
    String outer = inner < 0 ? frame.className() : frame.className().substring(0, inner);
    if (!CLASS.matcher(outer).matches()) {
      return Optional.empty();
    }
    return sources.folders().getOrDefault(frame.origin().name(), List.of()).stream()
        .flatMap(folder -> files(folder, outer.replace('.', '/')))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(file -> place(file, Math.max(1, frame.line())));
  }

  private static Stream<Path> files(Path folder, String path) {
    Stream<Path> named = EXTENSIONS.stream().map(extension -> folder.resolve(path + extension));
    // What stands in no class, Kotlin compiles into one named after the file.
    return path.endsWith("Kt")
        ? Stream.concat(
            named, Stream.of(folder.resolve(path.substring(0, path.length() - 2) + ".kt")))
        : named;
  }

  /** The direct dependency comes after the module in the trail. */
  private Optional<Place> dependency(Origin origin) {
    if (origin.trail().size() < 2) {
      return Optional.empty();
    }
    String[] coordinates = origin.trail().get(1).split(":");
    return sources.poms().stream()
        .flatMap(
            pom ->
                new PomDependencies(pom)
                    .line(coordinates[0], coordinates.length > 1 ? coordinates[1] : "").stream()
                        .mapToObj(line -> place(pom, line)))
        .findFirst();
  }

  private Place place(Path file, int line) {
    Path path = sources.root().relativize(file.toAbsolutePath().normalize());
    return new Place(path.toString().replace('\\', '/'), line);
  }
}
