package io.github.mavensandbox.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import io.github.mavensandbox.attribution.AttemptsFuzz;
import io.github.mavensandbox.engine.options.OptionsFuzz;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.policy.RulesFuzz;
import io.github.mavensandbox.record.PacketsFuzz;
import io.github.mavensandbox.record.RecordFuzz;
import io.github.mavensandbox.run.RunFuzz;
import io.github.mavensandbox.surefire.TargetFuzz;
import io.github.mavensandbox.surefire.fork.ArgumentsFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer at everything that reads bytes which the plugin did not write. Each target asserts what
 * holds for any input; whatever else it throws, and any exception that is not declared, is a
 * finding. {@code -Dfuzz.runs} is how many inputs each gets, and some of them have to reach code
 * that the seeds do not.
 */
class FuzzIT {

  private static final Duration LIMIT = Duration.ofHours(1);
  private static final Path WORK = Path.of("target/fuzz");
  private static final Path TABLE = Path.of("target/adversary/fuzz.md");
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
  private static final Pattern COVERAGE =
      Pattern.compile("(?:INITED|DONE).* cov: (\\d+) .*corp: (\\d+)/");

  private static final long RUNS = Long.getLong("fuzz.runs", 5_000);

  private static final TreeMap<Target, String> ROWS = new TreeMap<>();

  private enum Target {
    RULES("policies", RulesFuzz.class, RulesFuzz::seeds),
    RECORD("the archive of a record", RecordFuzz.class, RecordFuzz::seeds),
    RUN("the description of a run", RunFuzz.class, RunFuzz::seeds),
    PACKETS("captured packets, and DNS in them", PacketsFuzz.class, PacketsFuzz::seeds),
    ATTEMPTS("the agent's attempts", AttemptsFuzz.class, AttemptsFuzz::seeds),
    TARGET("the tar of what tests left", TargetFuzz.class, TargetFuzz::seeds),
    ARGUMENTS("the arguments of Surefire's JVM", ArgumentsFuzz.class, ArgumentsFuzz::seeds),
    OPTIONS("options for an engine", OptionsFuzz.class, OptionsFuzz::seeds);

    private final String title;
    private final Class<?> type;
    private final Seeds seeds;

    Target(String title, Class<?> type, Seeds seeds) {
      this.title = title;
      this.type = type;
      this.seeds = seeds;
    }
  }

  @FunctionalInterface
  private interface Seeds {
    List<byte[]> get() throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void anyInputIsReadOrRefused(Target target) throws Exception {
    Path folder = WORK.resolve(target.name().toLowerCase(Locale.ROOT));
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    forget(corpus);
    List<byte[]> inputs = target.seeds.get();
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(seeds.resolve("seed-" + i), inputs.get(i));
    }

    Ended ended = fuzz(target, folder, corpus, seeds).run();

    String said = ended.stdout();
    Files.writeString(folder.resolve("log"), said);
    assertThat(ended.exitCode()).as(said).isZero();
    MatchResult done = last(DONE, said);
    List<MatchResult> coverage = COVERAGE.matcher(said).results().toList();
    assertThat(coverage).as(said).hasSizeGreaterThan(1);
    int ofSeeds = Integer.parseInt(coverage.get(0).group(1));
    int atTheEnd = Integer.parseInt(last(COVERAGE, said).group(1));
    assertThat(atTheEnd).as(said).isGreaterThan(ofSeeds);
    long runs = Long.parseLong(done.group(1));
    assertThat(runs).as(said).isGreaterThanOrEqualTo(RUNS);
    ROWS.put(
        target,
        "| %s | %,d | %s | %d to %d | %s |"
            .formatted(
                target.title,
                runs,
                done.group(2),
                ofSeeds,
                atTheEnd,
                last(COVERAGE, said).group(2)));
  }

  /** What an earlier run has found would make the figures of this one look better. */
  private static void forget(Path corpus) throws IOException {
    try (Stream<Path> files = Files.list(corpus)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static MatchResult last(Pattern pattern, String text) {
    List<MatchResult> all = pattern.matcher(text).results().toList();
    assertThat(all).as(text).isNotEmpty();
    return all.get(all.size() - 1);
  }

  private static CommandLine fuzz(Target target, Path folder, Path corpus, Path seeds) {
    return CommandLine.ofJdk("java", "-Xmx512m", "-cp", System.getProperty("java.class.path"))
        .with(Jazzer.class.getName(), "--target_class=" + target.type.getName())
        .with("--instrumentation_includes=io.github.mavensandbox.**")
        .with("--reproducer_path=" + folder, "-artifact_prefix=" + folder + "/")
        .with("-runs=" + RUNS, "-max_len=65536", "-timeout=120", "-rss_limit_mb=0", "-seed=1")
        .with(corpus.toString(), seeds.toString())
        .errorsInOutput()
        .limit(LIMIT);
  }

  @AfterAll
  static void writeTable() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "| what is read | inputs | seconds | branches reached, of seeds and at the end |"
                    + " inputs kept |",
                "| --- | --- | --- | --- | --- |"));
    lines.addAll(ROWS.values());
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, lines);
  }
}
