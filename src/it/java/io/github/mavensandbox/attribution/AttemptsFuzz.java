package io.github.mavensandbox.attribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Any bytes as what the agent wrote down, in a file that every test can write to. */
public final class AttemptsFuzz {

  private AttemptsFuzz() {}

  /** Lines as the agent writes them. */
  public static List<byte[]> seeds() {
    return List.of(
        """
        {"type":"start","pid":7,"time":1700000000000000}
        {"type":"source","pid":7,"id":0,"url":"file:/repository/org/tracker/1/tracker-1.jar"}
        {"type":"connect","pid":7,"time":1700000000000001,"nanos":1000,"proto":"tcp","address":"198.51.100.20","port":443,"outcome":"refused","test":"it.OneTest.calls","stack":[{"c":"org.tracker.Client","m":"call","l":12,"s":0},{"c":"java.lang.Thread","m":"run"}],"submitters":[{"how":"task","stack":[{"c":"it.OneTest","m":"calls","l":3,"s":-1}]}]}
        {"type":"resolve","pid":7,"time":1700000000000002,"nanos":0,"name":"tracker.example","outcome":"failed","count":3,"stack":[],"cut":true}
        {"type":"full","pid":7}
        """
            .getBytes(UTF_8));
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    AtomicLong attempts = new AtomicLong();
    AttemptReader reader =
        new AttemptReader(
            new Origins(Map.of(), Optional.empty()), attempt -> attempts.incrementAndGet());
    reader.read(new ByteArrayInputStream(input));
    long lines = new String(input, UTF_8).chars().filter(c -> c == '\n').count();
    if (attempts.get() + reader.damaged() > lines) {
      throw new AssertionError("more attempts than lines");
    }
  }
}
