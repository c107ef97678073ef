package io.github.mavensandbox.report.files;

import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.ReportJson;
import io.github.mavensandbox.report.ci.Sarif;
import io.github.mavensandbox.report.html.HtmlWriter;
import io.github.mavensandbox.run.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of all modules of one build together, at its root. They are written anew whenever a
 * module has been checked, since a module that fails is often the last one. Safe for builds that
 * check several modules at a time.
 */
public final class Reactor {

  private final Path folder;
  private final List<String> modules;
  private final Map<String, ModuleReport> reports = new LinkedHashMap<>();

  /**
   * Writes nothing yet.
   *
   * @param folder for the files, {@code target/sandbox} of the root
   * @param modules those that can be checked, {@code groupId:artifactId:version}, in the order of
   *     the build
   */
  public Reactor(Path folder, List<String> modules) {
    this.folder = folder;
    this.modules = List.copyOf(modules);
  }

  /**
   * Adds a module, in place of what was known of it, and writes {@code reactor.json}, {@code
   * reactor.html} and {@code reactor.sarif}.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public synchronized void add(ModuleReport module) throws IOException {
    reports.put(module.module(), module);
    write();
  }

  /**
   * Writes the files again: the root's own {@code clean} may have come after the first modules.
   * Without any module it writes nothing.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public synchronized void write() throws IOException {
    if (reports.isEmpty()) {
      return;
    }
    List<ModuleReport> checked = new ArrayList<>();
    List<String> notChecked = new ArrayList<>();
    for (String module : modules) {
      if (reports.containsKey(module)) {
        checked.add(reports.get(module));
      } else {
        notChecked.add(module);
      }
    }
    JsonFile.write(
        folder.resolve("reactor.json"), ReportJson.of(checked, notChecked), JsonFile.Lines.ALL);
    new HtmlWriter().write(checked, notChecked, folder.resolve("reactor.html"));
    JsonFile.write(folder.resolve("reactor.sarif"), Sarif.of(checked), JsonFile.Lines.FIELDS);
  }
}
