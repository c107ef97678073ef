package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.fuzz.Scratch;
import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.it.process.Script;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.RecordArchive;
import io.github.mavensandbox.record.RecordException;
import io.github.mavensandbox.record.RecordReader;
import io.github.mavensandbox.servers.Servers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * One start of a restricted image in which something is wrong, whose program says that it runs and
 * with which rights, and calls a host that the policy does not allow.
 */
final class Trial {

  private static final Servers SERVERS = Servers.ofThisRun();

  /** How it went; the third is what must not be. */
  enum Outcome {
    REFUSED,
    PROTECTED,
    UNPROTECTED
  }

  /** Where tools that are made to fail count their calls: a folder for each. */
  static final String CALLS = "/calls/";

  private static final String PROGRAM = SERVERS.replacedIn(Script.named("locked-program"));

  private final Fixture fixture;
  private final Recipe recipe;
  private final List<String> options = new ArrayList<>();
  private final Map<String, File> files = new LinkedHashMap<>();
  private String missing = "";
  private int patience = 20;

  /** A file of the image's, or a folder. */
  record File(byte[] content, int mode) {}

  Trial(Fixture fixture) {
    this(fixture, Recipe.SERVER);
  }

  Trial(Fixture fixture, Recipe recipe) {
    this.fixture = fixture;
    this.recipe = recipe;
  }

  /** Adds options of {@code create}. */
  Trial with(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Takes a capability away. */
  Trial without(String capability) {
    missing = capability;
    return this;
  }

  /** Has it ended after so many seconds, and not after twenty. */
  Trial patience(int seconds) {
    patience = seconds;
    return this;
  }

  /** Puts another file in the place of one of the image's; a folder's path ends with a slash. */
  Trial file(String path, File file) {
    files.put(path, file);
    return this;
  }

  /**
   * What became of it, and what was said.
   *
   * @param calls how many calls of tools it left word of in {@link #CALLS}
   */
  record Result(Outcome outcome, Ended ended, List<String> problems, int calls) {}

  /**
   * Runs it to its end; one that hangs is ended after some seconds, as somebody who waits would.
   */
  Result run() throws Exception {
    ContainerEngine engine = fixture.engine();
    String name = "sandbox-fault-" + UUID.randomUUID().toString().substring(24);
    Start start =
        fixture.start(recipe).withoutCapability(missing).with(options.toArray(String[]::new));
    List<String> create = new ArrayList<>(start.arguments(name, List.of("bash", "-c", PROGRAM)));
    create.set(0, "create");
    try {
      Ended created = fixture.cli().with(create).run();
      if (created.exitCode() != 0) {
        return new Result(Outcome.REFUSED, created, List.of(), 0);
      }
      if (!files.isEmpty()) {
        engine.copyIn(name, "/", new ByteArrayInputStream(tar()));
      }
      List<String> patient = List.of("timeout", "--kill-after=2", Integer.toString(patience));
      Ended ended = fixture.cli().by(patient).with("start", "--attach", name).run();
      return judge(ended, name);
    } finally {
      engine.remove(name);
    }
  }

  private byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, File> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey().substring(1));
        entry.setMode(file.getValue().mode());
        entry.setSize(file.getValue().content().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue().content());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Result judge(Ended ended, String name) throws Exception {
    if (!ended.stdout().contains("the program runs")) {
      return new Result(
          ended.exitCode() == 0 ? Outcome.UNPROTECTED : Outcome.REFUSED,
          ended,
          List.of(),
          calls(name));
    }
    KernelRecord record = record(name);
    long told =
        record.violations().stream()
            .filter(blocked -> blocked.endpoint().address().equals(SERVERS.blocked4()))
            .mapToLong(blocked -> blocked.times().size())
            .sum();
    boolean drops =
        ended.stdout().contains("CapEff:\t0000000000000000")
            && ended.stdout().contains("CapBnd:\t0000000000000000")
            && ended.stdout().contains("NoNewPrivs:\t1")
            && ended.stdout().contains("Seccomp:\t2")
            && ended.stdout().contains("Uid:\t10001\t10001\t10001\t10001");
    // A datagram and a segment at least; one that does not tell of both says that it is damaged.
    boolean recorded = told >= 2 || !record.problems().isEmpty();
    return new Result(
        drops && recorded ? Outcome.PROTECTED : Outcome.UNPROTECTED,
        ended,
        record.problems(),
        calls(name));
  }

  private int calls(String name) throws Exception {
    int calls = 0;
    if (files.containsKey(CALLS)) {
      try (InputStream folder = fixture.engine().copyOut(name, CALLS);
          TarArchiveInputStream tar = new TarArchiveInputStream(folder)) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          calls += entry.getName().matches("calls/\\d+/?") ? 1 : 0;
        }
      }
    }
    return calls;
  }

  private KernelRecord record(String name) throws Exception {
    try (Scratch folder = new Scratch();
        InputStream tar = fixture.engine().copyOut(name, "/sandbox/record")) {
      Path directory = folder.path().resolve("record");
      new RecordArchive().extract(tar, directory);
      return new RecordReader().read(directory);
    } catch (IOException | RecordException e) {
      return KernelRecord.unusable(String.valueOf(e.getMessage()));
    }
  }
}
