package io.github.mavensandbox.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where the files of a module and its build are, for reports that point into them.
 *
 * @param root what paths are told relative to; absolute
 * @param folders with sources, by module ({@code groupId:artifactId:version}); they need not be
 *     there
 * @param poms the module's own, then those of its parents that are files
 */
public record Sources(Path root, Map<String, List<Path>> folders, List<Path> poms) {

  public Sources {
    folders = Map.copyOf(folders);
    poms = List.copyOf(poms);
  }
}
