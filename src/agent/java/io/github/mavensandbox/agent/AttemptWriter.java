package io.github.mavensandbox.agent;

import java.net.InetAddress;
import java.util.Arrays;

/** Puts an attempt into words: what, from where, on whose behalf, during which test. */
final class AttemptWriter {

  private static final int ALL_FRAMES = 200;

  private final AttemptFile file;
  private final StackReader stacks;
  private final Repetitions repetitions = new Repetitions();

  AttemptWriter(AttemptFile file, StackReader stacks) {
    this.file = file;
    this.stacks = stacks;
  }

  /**
   * Writes an attempt that ended in the calling thread; one that was made often before is only
   * counted.
   *
   * @param addresses what a name is, or null
   */
  void write(Attempt attempt, String outcome, InetAddress[] addresses, ThreadState thread) {
    long nanos = attempt.nanos();
    Stack stack = stacks.read(thread);
    Submission submission = thread.submission();
    Endpoint endpoint = attempt.endpoint();
    int count =
        repetitions.count(
            Arrays.asList(
                endpoint.type(),
                endpoint.address(),
                endpoint.port(),
                endpoint.name(),
                outcome,
                stack,
                submission));
    if (!Repetitions.isTold(count)) {
      return;
    }
    int limit = ALL_FRAMES;
    String line;
    do {
      line = line(attempt, nanos, outcome, addresses, stack, submission, count, limit);
      limit /= 2;
    } while (line.length() > AttemptFile.LINE && limit > 0);
    file.write(line);
  }

  private String line(
      Attempt attempt,
      long nanos,
      String outcome,
      InetAddress[] addresses,
      Stack stack,
      Submission submission,
      int count,
      int limit) {
    Endpoint endpoint = attempt.endpoint();
    Thread thread = Thread.currentThread();
    JsonLine line =
        new JsonLine()
            .start(endpoint.type())
            .field("pid", file.pid())
            .field("time", attempt.time())
            .field("nanos", nanos);
    if (!endpoint.isUnix()) {
      line.field("proto", attempt.call().protocol());
    }
    line.field("address", endpoint.address());
    if (endpoint.port() >= 0) {
      line.field("port", endpoint.port());
    }
    line.field("name", endpoint.name());
    if (addresses != null) {
      line.name("addresses").beginArray();
      for (InetAddress address : addresses) {
        line.value(Endpoint.literal(address));
      }
      line.endArray();
    }
    line.field("outcome", outcome)
        .field("thread", thread.getName())
        .field("threadId", thread.getId())
        .field("test", test(stack, submission));
    if (count > 1) {
      line.field("count", count);
    }
    line.name("stack");
    boolean cut = stack.write(line, limit);
    line.name("submitters").beginArray();
    for (Submission next = submission; next != null; next = next.parent()) {
      cut |= next.write(line, limit);
    }
    line.endArray();
    return (cut ? line.field("cut", true) : line).end();
  }

  private static String test(Stack stack, Submission submission) {
    String test = stack.test();
    for (Submission next = submission; next != null && test == null; next = next.parent()) {
      test = next.stack() == null ? null : next.stack().test();
    }
    return test;
  }
}
