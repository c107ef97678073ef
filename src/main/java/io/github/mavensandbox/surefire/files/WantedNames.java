package io.github.mavensandbox.surefire.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes all that is at one path of the module's folder, out of a tar of that path: its entries
 * begin with the path's last name.
 *
 * @param path relative to the module's folder
 */
record WantedNames(Path path, TargetLimits limits) implements Names {

  @Override
  public Verdict judge(String name, boolean directory) {
    String whole = directory && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    List<String> names = Arrays.asList(whole.split("/", -1));
    if (!names.get(0).equals(path.getFileName().toString())
        || !names.stream().allMatch(part -> TargetNames.isSafe(part) && !part.startsWith("."))) {
      return new Verdict.Bad(SkippedFiles.Reason.UNSAFE_NAME);
    }
    if (TargetNames.isTooLong(names, limits)) {
      return new Verdict.Bad(SkippedFiles.Reason.LONG_NAME);
    }
    List<String> parts = new ArrayList<>(TakePaths.names(path));
    parts.addAll(names.subList(1, names.size()));
    return new Verdict.Wanted(parts);
  }
}
