package io.github.mavensandbox.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Any bytes as the description of a run, which lies where other steps of a build can write. */
public final class RunFuzz {

  private RunFuzz() {}

  /** A whole one, and one that goes on. */
  public static List<byte[]> seeds() {
    return List.of(
        """
        {"schema":1,"session":"4711-1795516262113","id":"run-1","goal":"surefire:test","execution":"default-test",\
        "started":"2026-11-24T10:31:05.500Z","ended":"2026-11-24T10:31:09.250Z","exitCode":3,"mode":"enforce","policy":["192.168.0.0/24"],\
        "forks":2,"reports":"/project/target/surefire-reports","problems":["the record is cut"]}
        """
            .getBytes(UTF_8),
        """
        {"schema":1,"session":"1-2","id":"a","goal":"run","execution":"","started":"2026-11-24T10:31:05Z",\
        "mode":"audit","policy":[],"forks":0,"problems":[]}
        """
            .getBytes(UTF_8));
  }

  /** Called by Jazzer first: what JSON needs is loaded and instrumented while no time is taken. */
  public static void fuzzerInitialize() throws IOException {
    for (byte[] seed : seeds()) {
      fuzzerTestOneInput(seed);
    }
  }

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    RunDescription run;
    try {
      run = RunJson.read(input);
    } catch (DamagedRunException e) {
      if (!e.getMessage().chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        throw new AssertionError("not safe to print: " + e.getMessage());
      }
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonFile.write(out, RunJson.of(run), JsonFile.Lines.NOTHING);
    RunDescription again;
    try {
      again = RunJson.read(out.toByteArray());
    } catch (DamagedRunException e) {
      throw new AssertionError(run + " is not read again", e);
    }
    if (!again.equals(run)) {
      throw new AssertionError(run + " is read as " + again);
    }
  }
}
