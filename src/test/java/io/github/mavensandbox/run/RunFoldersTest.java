package io.github.mavensandbox.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.record.RealRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFoldersTest {

  private static final Instant START = Instant.parse("2026-11-24T10:31:02.113442Z");

  private final BuildSession own = BuildSession.ofThisProcess(Instant.now());
  private final BuildSession earlier = new BuildSession(own.pid(), START);

  @TempDir Path target;

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    RunDescription run =
        new RunDescription(
            own,
            "sandbox-test-1",
            "surefire:test",
            "d\u00e9fault \"test\"\n\u001b[2J\u2028",
            START,
            Optional.of(START.plusSeconds(5)),
            OptionalInt.of(0),
            Mode.ENFORCE,
            List.of("allow 10.0.0.0/8"),
            2,
            Optional.of(target.resolve("surefire-reports")),
            List.of("the record could not be fetched"));

    folders().write(run);

    assertThat(folders().of(own).runs()).containsExactly(run);
    assertThat(file("sandbox-test-1")).content().matches("[ -~]*\n");
  }

  @Test
  void whatIsNotKnownIsLeftOut() throws IOException {
    RunDescription run = run(own, "1", START);

    folders().write(run);

    assertThat(folders().of(own).runs()).containsExactly(run);
    assertThat(file("1")).content().doesNotContain("ended", "exitCode", "reports");
  }

  @Test
  void aRunThatEndedReplacesItsBeginning() throws IOException {
    RunDescription begun = run(own, "1", START);
    folders().write(begun);
    folders().write(begun.reportingTo(target).end(3, OptionalInt.of(1)));

    assertThat(folders().of(own).runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.ended()).isPresent();
              assertThat(run.forks()).isEqualTo(3);
              assertThat(run.reports()).contains(target);
            });
    assertThat(file("1").getParent().toFile().list()).containsExactly("run.json");
  }

  @Test
  void runsAreListedOldestFirst() throws IOException {
    folders().write(run(own, "a", START.plusSeconds(2)));
    folders().write(run(own, "c", START));
    folders().write(run(own, "b", START.plusSeconds(1)));

    assertThat(folders().of(own).runs())
        .extracting(RunDescription::id)
        .containsExactly("c", "b", "a");
  }

  @Test
  void runsOfOtherBuildsAreLeftAlone() throws IOException {
    folders().write(run(earlier, "1", START));

    assertThat(folders().of(own)).isEqualTo(new RunFolders.Found(List.of(), List.of(), List.of()));
    assertThat(file("1")).exists();
  }

  @Test
  void runsOfABuildBesideThisOneAreKnownAsOthers() throws IOException {
    ProcessHandle process = ProcessHandle.current().parent().orElseThrow();
    BuildSession beside =
        new BuildSession(process.pid(), process.info().startInstant().orElseThrow());
    RunDescription goesOn = run(beside, "1", START);
    RunDescription ended = run(earlier, "2", START.plusSeconds(1)).end(1, OptionalInt.empty());
    folders().write(goesOn);
    folders().write(ended);

    assertThat(folders().of(own).runs()).isEmpty();
    assertThat(folders().of(own).others())
        .extracting(RunDescription::id)
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void withoutAFolderThereAreNoRuns() throws IOException {
    assertThat(folders().of(own).runs()).isEmpty();
    folders().sweep(own, warning -> {});
    assertThat(target).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "a\\b", "a b", "a\n", "\u00e4"})
  void anIdThatIsNoPlainNameIsRefused(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> run(own, id, START));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "} | ,\"x\":1]",
        "\"schema\":1 | \"schema\":2",
        "\"schema\":1 | \"schema\":\"1\"",
        "\"forks\":0 | \"forks\":-1",
        "\"forks\":0 | \"forks\":0.5",
        "\"forks\":0 | \"forks\":99999999999",
        "\"forks\":0 | \"forks\":0,\"forks\":1",
        "\"id\":\"1\" | \"id\":\"2\"",
        "\"id\":\"1\" | \"id\":\"../1\"",
        "\"goal\":\"surefire:test\" | \"goal\":null",
        "\"goal\":\"surefire:test\" | \"goal\":[]",
        "\"mode\":\"enforce\" | \"mode\":\"none\"",
        "\"mode\":\"enforce\" | \"mode\":1",
        "\"policy\":[ | \"policy\":[1,",
        "\"problems\":[] | \"problems\":{}",
        "\"problems\":[] | \"problems\":[],\"ended\":\"yesterday\"",
        "\"problems\":[] | \"problems\":[],\"reports\":\"\\u0000\"",
        "\"session\":\" | \"session\":\"x",
      })
  void aDescriptionThatIsNotExactlyOneIsAProblem(String part, String replacement)
      throws IOException {
    folders().write(run(own, "1", START));
    String json = Files.readString(file("1"));
    assertThat(json).contains(part);
    Files.writeString(file("1"), json.replace(part, replacement));

    assertThat(folders().of(own).runs()).isEmpty();
    assertThat(folders().of(own).problems())
        .singleElement()
        .asString()
        .startsWith("run.json of run '1' is damaged: it")
        .endsWith("; delete the folder ('mvn clean' does) and build again");
  }

  @Test
  void whatSeemsToBeAnotherEncodingIsDamaged() throws IOException {
    folders().write(run(own, "1", START));
    Files.write(file("1"), new byte[] {'{', 0, 0, 0, '"', '{', 'b', 'h'});

    assertThat(folders().of(own).runs()).isEmpty();
    assertThat(folders().of(own).problems())
        .singleElement()
        .asString()
        .startsWith("run.json of run '1' is damaged: it is no JSON object");
  }

  @Test
  void anyDamageIsReadWithoutFailingAndPrintsSafely() throws IOException {
    folders().write(run(own, "1", START));
    byte[] whole = Files.readAllBytes(file("1"));
    Random random = new Random(20261124);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file("1"), damaged);

      assertThat(folders().of(own).problems()).as("round %d", round).allMatch(this::isPrintable);
    }
  }

  @Test
  void aCutDescriptionIsAProblem() throws IOException {
    folders().write(run(own, "1", START));
    byte[] whole = Files.readAllBytes(file("1"));
    for (int length = 0; length < whole.length - 1; length++) {
      Files.write(file("1"), Arrays.copyOf(whole, length));

      assertThat(folders().of(own).problems()).as("cut at byte %d", length).hasSize(1);
    }
  }

  @Test
  void aHugeDescriptionIsNotRead() throws IOException {
    folders().write(run(own, "1", START));
    try (RandomAccessFile file = new RandomAccessFile(file("1").toFile(), "rw")) {
      file.setLength(5L << 30);
    }

    assertThat(folders().of(own).problems()).singleElement().asString().contains("is larger than");
  }

  @Test
  void aFolderWithAHostileNameForgesNoLine() throws IOException {
    Path folder = Files.createDirectories(runs().resolve("x\n[INFO] fine\u001b[2J"));
    Files.writeString(folder.resolve("run.json"), "{}");

    assertThat(folders().of(own).problems()).hasSize(1).allMatch(this::isPrintable);
  }

  @Test
  void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
    new RunFolders(elsewhere).write(run(own, "1", START));
    new RunFolders(elsewhere).write(run(own, "2", START));
    Files.createDirectories(runs().resolve("1"));
    Files.createSymbolicLink(file("1"), elsewhere.resolve("1/run.json"));
    Files.createSymbolicLink(runs().resolve("2"), elsewhere.resolve("2"));

    assertThat(folders().of(own).runs()).isEmpty();
    assertThat(folders().of(own).problems())
        .singleElement()
        .asString()
        .startsWith("run.json of run '1' is damaged: it is no plain file");
  }

  @Test
  void sweepingRemovesWhatEarlierBuildsLeft() throws IOException {
    folders().write(run(own, "own", START));
    folders().write(run(earlier, "earlier", START));
    RealRecord.copyTo(runs().resolve("earlier"));
    Path nobodys = Files.createDirectories(runs().resolve("nobodys"));
    RealRecord.copyTo(nobodys);
    Files.setLastModifiedTime(nobodys, FileTime.from(Instant.now().minusSeconds(120)));
    Files.createDirectories(runs().resolve("just-made"));

    assertThat(sweep()).isEmpty();
    assertThat(runs().toFile().list()).containsExactlyInAnyOrder("own", "just-made");
  }

  @Test
  void sweepingLeavesTheRunsOfABuildThatIsUnderWay() throws IOException {
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      folders().write(run(new BuildSession(other.pid(), Instant.now()), "other", START));

      assertThat(sweep()).isEmpty();
      assertThat(file("other")).exists();
    } finally {
      other.destroy();
    }
  }

  @Test
  void sweepingRemovesLinksAndNotWhatTheyPointTo(@TempDir Path elsewhere) throws IOException {
    Path kept = Files.writeString(elsewhere.resolve("kept"), "kept");
    folders().write(run(earlier, "1", START));
    Files.createSymbolicLink(runs().resolve("1/file"), kept);
    Files.createSymbolicLink(runs().resolve("1/folder"), elsewhere);
    Files.createSymbolicLink(runs().resolve("2"), elsewhere);

    assertThat(sweep()).isEmpty();
    assertThat(kept).hasContent("kept");
    assertThat(runs().toFile().list()).containsExactly("2");
  }

  @Test
  void sweepingDoesNotFollowTheFolderOfRunsItself(@TempDir Path elsewhere) throws IOException {
    new RunFolders(elsewhere).write(run(earlier, "1", START));
    Files.createSymbolicLink(
        Files.createDirectories(runs().getParent()).resolve("runs"), elsewhere);

    assertThat(sweep()).isEmpty();
    assertThat(elsewhere.resolve("1/run.json")).exists();
  }

  private List<String> sweep() throws IOException {
    List<String> warnings = new ArrayList<>();
    folders().sweep(own, warnings::add);
    return warnings;
  }

  private boolean isPrintable(String line) {
    return line.matches("[ -~]*");
  }

  private RunFolders folders() {
    return new RunFolders(runs());
  }

  private Path runs() {
    return target.resolve("sandbox/runs");
  }

  private Path file(String id) {
    return runs().resolve(id).resolve("run.json");
  }

  private static RunDescription run(BuildSession session, String id, Instant started) {
    return new RunDescription(
        session,
        id,
        "surefire:test",
        "default-test",
        started,
        Optional.empty(),
        OptionalInt.empty(),
        Mode.ENFORCE,
        List.of("allow 10.0.0.0/8"),
        0,
        Optional.empty(),
        List.of());
  }
}
