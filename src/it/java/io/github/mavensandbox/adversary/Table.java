package io.github.mavensandbox.adversary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of everything: the run on an engine, or in namespaces, adds a column. */
final class Table {

  private static final Path CELLS = Technique.WORK.resolve("cells");

  /** By what was tried, its name and title, what became of it in each way. */
  private final Map<String, Map<Way, String>> rows = new LinkedHashMap<>();

  void put(String name, String title, Way way, String verdict) {
    rows.computeIfAbsent(name + "\t" + title, row -> new TreeMap<>()).put(way, verdict);
  }

  /** Writes a column, and the whole anew. */
  void write(String column) throws IOException {
    Files.createDirectories(CELLS);
    List<String> lines = new ArrayList<>();
    rows.forEach((row, ways) -> lines.add(row + "\t" + summary(ways)));
    Files.write(CELLS.resolve(column), lines);
    try (Stream<Path> columns = Files.list(CELLS)) {
      Files.write(Technique.WORK.resolve("techniques.md"), markdown(columns.sorted().toList()));
    }
  }

  /** One verdict where all ways are alike. */
  private static String summary(Map<Way, String> ways) {
    Set<String> verdicts = new LinkedHashSet<>(ways.values());
    if (verdicts.size() == 1) {
      return verdicts.iterator().next();
    }
    return verdicts.stream()
        .map(verdict -> titles(ways, verdict) + ": " + verdict)
        .collect(Collectors.joining("; "));
  }

  private static String titles(Map<Way, String> ways, String verdict) {
    return ways.keySet().stream()
        .filter(way -> ways.get(way).equals(verdict))
        .map(Way::title)
        .collect(Collectors.joining(", "));
  }

  private static List<String> markdown(List<Path> columns) throws IOException {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    StringBuilder head = new StringBuilder("| technique | what it is |");
    for (int i = 0; i < columns.size(); i++) {
      head.append(' ').append(columns.get(i).getFileName()).append(" |");
      for (String cell : Files.readAllLines(columns.get(i))) {
        String[] words = cell.split("\t", 3);
        List<String> line =
            lines.computeIfAbsent(
                "| " + words[0] + " | " + words[1] + " |", row -> new ArrayList<>());
        // One that another column has not.
        while (line.size() < i) {
          line.add("");
        }
        line.add(words[2]);
      }
    }
    List<String> table = new ArrayList<>(List.of(head.toString()));
    table.add("| --- | --- |" + " --- |".repeat(columns.size()));
    for (Map.Entry<String, List<String>> line : lines.entrySet()) {
      while (line.getValue().size() < columns.size()) {
        line.getValue().add("");
      }
      table.add(line.getKey() + " " + String.join(" | ", line.getValue()) + " |");
    }
    return table;
  }
}
