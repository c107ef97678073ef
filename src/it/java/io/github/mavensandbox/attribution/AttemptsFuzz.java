package io.github.mavensandbox.attribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.agent.AgentLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Any bytes as what the agent wrote down, in a file that every test can write to. */
public final class AttemptsFuzz {

  private AttemptsFuzz() {}

  /** Files as the agent's own classes write them, but for numbers that are others each time. */
  public static List<byte[]> seeds() throws IOException {
    return Stream.of(AgentLines.ofAllKinds(), AgentLines.ofAllHows(), AgentLines.ofTheEnd())
        .map(text -> text.replaceAll("\"(pid|time|nanos|threadId)\":[0-9]+", "\"$1\":7"))
        .map(text -> text.getBytes(UTF_8))
        .toList();
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
