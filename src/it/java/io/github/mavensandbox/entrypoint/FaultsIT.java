package io.github.mavensandbox.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.entrypoint.Peer.Traffic;
import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.it.process.Script;
import io.github.mavensandbox.servers.Faults;
import io.github.mavensandbox.servers.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that setting up a sandbox takes, made to fail: in each case the program is not
 * started, or it is locked in and without privilege as ever, and what it calls is recorded or the
 * record says that it is damaged.
 */
@SandboxTest
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final Path TABLE = Path.of("target/adversary/faults-entrypoint.md");

  /**
   * Everything takes minutes: else it is every third or ninth one of what is tried by the hundred.
   */
  private static final int STEP = Faults.ofThisRun().step();

  private static final String LOADER = "/sandbox/lib/ld.so";

  private static final Recipe NAMED = Recipe.allowing("out allowed.test:8080/tcp");
  private static final String ADD_HOST = "--add-host";
  private static final String SYSCTL = "--sysctl";
  private static final String NO_IPV6_HERE = "net.ipv6.conf.all.disable_ipv6=1";

  private static final String HANG = "sleep 1000";

  /** What a call does instead. */
  private static final Map<String, String> FAULTS =
      new TreeMap<>(
          Map.of(
              "fails", "exit 1",
              "is killed", "kill -KILL $$",
              "does nothing, and succeeds", "exit 0",
              "hangs", HANG,
              "is slow", "sleep 2; real \"$@\"",
              "says half", "(real \"$@\") >/calls/said; head -n 3 /calls/said",
              "says nothing", "(real \"$@\") >/dev/null 2>&1"));

  private final Fixture fixture;
  private final Map<String, Map<Trial.Outcome, Integer>> tried = new TreeMap<>();
  private final Map<String, Trial.File> image = new TreeMap<>();

  FaultsIT(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void readTheImage() throws Exception {
    String name = "sandbox-fault-image-" + ProcessHandle.current().pid();
    List<String> create = fixture.start(Recipe.SERVER).arguments(name, List.of("true"));
    create.set(0, "create");
    fixture.cli().with(create).output();
    try (InputStream files = fixture.engine().copyOut(name, "/sandbox");
        TarArchiveInputStream tar = new TarArchiveInputStream(files)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          image.put(
              "/" + entry.getName(), new Trial.File(tar.readAllBytes(), entry.getMode() & 07777));
        }
      }
    } finally {
      fixture.engine().remove(name);
    }
    assertThat(image).containsKeys("/sandbox/entrypoint", LOADER, "/sandbox/policy/rules4");
  }

  @AfterAll
  void writeTable() throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "| what fails | tried | refused | ran, locked in | got out |",
                "| --- | --- | --- | --- | --- |"));
    tried.forEach(
        (what, outcomes) ->
            lines.add(
                "| %s | %d | %d | %d | %d |"
                    .formatted(
                        what,
                        outcomes.values().stream().mapToInt(n -> n).sum(),
                        outcomes.getOrDefault(Trial.Outcome.REFUSED, 0),
                        outcomes.getOrDefault(Trial.Outcome.PROTECTED, 0),
                        outcomes.getOrDefault(Trial.Outcome.UNPROTECTED, 0))));
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, lines);
  }

  private long arrived() throws Exception {
    Peer blocked = fixture.blocked();
    return blocked.received(Traffic.UDP)
        + blocked.received(Traffic.TCP)
        + blocked.received(Traffic.REFUSED_UDP)
        + blocked.received(Traffic.REFUSED_TCP);
  }

  /** Of the three ways to damage a file it is another one from file to file. */
  private static Map<String, Trial> some(Map<String, Trial> trials) {
    List<String> names = List.copyOf(trials.keySet());
    Map<String, Trial> some = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      if ((i + i / STEP) % STEP == 0) {
        some.put(names.get(i), trials.get(names.get(i)));
      }
    }
    return some;
  }

  /** Tries all, some at a time, and fails for those that were not held. */
  private Map<Trial.Outcome, Integer> tryAll(String what, Map<String, Trial> trials)
      throws Exception {
    long before = arrived();
    ExecutorService workers = Executors.newFixedThreadPool(3);
    Map<String, Future<Trial.Result>> results = new TreeMap<>();
    trials.forEach((name, trial) -> results.put(name, workers.submit(trial::run)));
    workers.shutdown();
    Map<Trial.Outcome, Integer> outcomes = new EnumMap<>(Trial.Outcome.class);
    List<String> bad = new ArrayList<>();
    for (Map.Entry<String, Future<Trial.Result>> result : results.entrySet()) {
      Trial.Result ended = result.getValue().get();
      outcomes.merge(ended.outcome(), 1, Integer::sum);
      if (ended.outcome() == Trial.Outcome.UNPROTECTED) {
        bad.add(result.getKey() + ": " + ended);
      }
    }
    tried.put(what, outcomes);
    assertThat(bad).isEmpty();
    assertThat(arrived()).as("packets at the blocked host").isEqualTo(before);
    return outcomes;
  }

  @Test
  void without_a_fault_it_runs_locked_in() throws Exception {
    Trial.Result result = new Trial(fixture).run();

    assertThat(result.outcome()).as(result.toString()).isEqualTo(Trial.Outcome.PROTECTED);
    assertThat(result.problems()).isEmpty();
  }

  /** What an image has that is started, where the set-up goes other ways. */
  private enum Setting {
    ADDRESSES("addresses are allowed", Recipe.SERVER),
    NAMES("names are allowed", NAMED, ADD_HOST, "allowed.test:" + SERVERS.allowed4()),
    NO_IPV6("IPv6 is off", Recipe.SERVER, SYSCTL, NO_IPV6_HERE),
    NAMES_NO_IPV6(
        "names are allowed, IPv6 is off",
        NAMED,
        ADD_HOST,
        "allowed.test:" + SERVERS.allowed4(),
        SYSCTL,
        NO_IPV6_HERE),
    TRICK("a name leads to cloud metadata", NAMED, ADD_HOST, "allowed.test:169.254.169.254");

    private final String text;
    private final Recipe recipe;
    private final String[] options;

    Setting(String text, Recipe recipe, String... options) {
      this.text = text;
      this.recipe = recipe;
      this.options = options;
    }

    /** Whether no program may start, whatever fails. */
    boolean isRefused() {
      return this == TRICK;
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_call_of_a_tool_fails_in_each_way(Setting setting) throws Exception {
    int calls = calls(setting);
    assertThat(calls).isGreaterThan(setting.isRefused() ? 4 : 8);
    Map<String, Trial> trials = new TreeMap<>();
    for (Map.Entry<String, String> fault : FAULTS.entrySet()) {
      for (int call = 1; call <= calls; call++) {
        trials.put(
            "call %02d %s".formatted(call, fault.getKey()),
            faulty(setting, call, fault.getValue()));
      }
    }
    Map<Trial.Outcome, Integer> outcomes =
        tryAll("a call of a tool, " + setting.text, some(trials));
    if (setting.isRefused()) {
      assertThat(outcomes).containsOnlyKeys(Trial.Outcome.REFUSED);
    }
  }

  private Trial faulty(Setting setting, int call, String fault) {
    String loader =
        Script.named("faulty-loader")
            .replace("@call@", Integer.toString(call))
            .replace("@fault@", fault);
    return new Trial(fixture, setting.recipe)
        .with(setting.options)
        .patience(fault.equals(HANG) ? 8 : 20)
        .file(Trial.CALLS, new Trial.File(new byte[0], 01777))
        .file(LOADER, new Trial.File(loader.getBytes(UTF_8), 0755))
        .file("/sandbox/lib/ld-real.so", image.get(LOADER));
  }

  /** How many calls there are without a fault, from set-up to the record's end. */
  private int calls(Setting setting) throws Exception {
    Trial.Result result = faulty(setting, -1, "").run();
    assertThat(result.outcome())
        .as(result.toString())
        .isEqualTo(setting.isRefused() ? Trial.Outcome.REFUSED : Trial.Outcome.PROTECTED);
    return result.calls();
  }

  @Test
  void each_file_of_the_sandbox_is_damaged_in_each_way() throws Exception {
    Map<String, Trial> trials = new TreeMap<>();
    image.forEach(
        (path, file) -> {
          byte[] half = Arrays.copyOf(file.content(), file.content().length / 2);
          trials.put(path + " is empty", trial(path, new Trial.File(new byte[0], file.mode())));
          trials.put(path + " is cut", trial(path, new Trial.File(half, file.mode())));
          trials.put(path + " is closed", trial(path, new Trial.File(file.content(), 0)));
        });
    tryAll("a file of the sandbox", some(trials));
  }

  private Trial trial(String path, Trial.File file) {
    return new Trial(fixture).file(path, file);
  }

  @Test
  void resources_run_out_at_each_point() throws Exception {
    Map<String, Trial> trials = new TreeMap<>();
    Consumer<String[]> add =
        options -> trials.put(String.join(" ", options), new Trial(fixture).with(options));
    IntStream.of(6, 8, 10, 12, 16, 20, 24, 32, 48, 64)
        .forEach(
            mib -> add.accept(new String[] {"--memory", mib + "m", "--memory-swap", mib + "m"}));
    IntStream.rangeClosed(1, 24)
        .forEach(count -> add.accept(new String[] {"--pids-limit", Integer.toString(count)}));
    IntStream.rangeClosed(3, 24)
        .forEach(count -> add.accept(new String[] {"--ulimit", "nofile=" + count + ":" + count}));
    // A full disk: files end there.
    IntStream.of(0, 1, 10, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600)
        .forEach(bytes -> add.accept(new String[] {"--ulimit", "fsize=" + bytes + ":" + bytes}));
    for (String capability : SandboxImage.CAPABILITIES) {
      trials.put("without " + capability, new Trial(fixture).without(capability));
    }
    add.accept(new String[] {"--read-only"});
    tryAll("memory, processes, descriptors, disk, capabilities", some(trials));
  }
}
