package io.github.mavensandbox.agent;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Files of attempts as the agent's own classes write them, without a JVM that has the agent. */
public final class AgentLines {

  /** Where classes of the second frame's are from. */
  public static final String SOURCE = "file:/repository/org/tracker/1/tracker-1.jar";

  /** How often the last attempt but one was made. */
  public static final int REPEATED = 128;

  /** How many frames the last attempt has. */
  public static final int DEEP = 300;

  private static final String REFUSED = "java.net.ConnectException: Connection refused";

  private final AttemptFile file;
  private final AttemptWriter writer;
  private final Source tracker;
  private Stack stack;

  private AgentLines(AttemptFile file) {
    this.file = file;
    this.writer = new AttemptWriter(file, new MadeStacks());
    this.tracker = new Sources(file).of(SOURCE);
    this.stack = stack(1);
  }

  /** The stack of every thread is the one that was made last. */
  private final class MadeStacks extends StackReader {
    @Override
    Stack read(ClassInfos classes, CapturedStack captured) {
      return stack;
    }
  }

  /** What a JVM writes that makes each kind of attempt once. */
  public static String ofAllKinds() throws IOException {
    return text(
        lines -> {
          lines.file.start();
          lines.kinds();
        });
  }

  /** One attempt for each way that work gets from thread to thread, of that name. */
  public static String ofAllHows() throws IOException {
    return text(
        lines -> {
          Stack submitter = lines.stack(2);
          submitter.resolve();
          for (How how : How.values()) {
            Endpoint endpoint = Endpoint.of(Call.LOOKUP, null, new Object[] {how.name()});
            lines.write(
                new Attempt(Call.LOOKUP, endpoint, null),
                "ok",
                null,
                Submission.of(how, submitter, null));
          }
        });
  }

  /** An attempt that is made {@link #REPEATED} times, and one with {@link #DEEP} frames. */
  public static String ofExtremes() throws IOException {
    return text(
        lines -> {
          for (int i = 0; i < REPEATED; i++) {
            lines.write(Call.TCP_CONNECT, REFUSED, address("repeated.test"), 80);
          }
          lines.stack = lines.stack(DEEP - 3);
          lines.write(Call.TCP_CONNECT, "two\nlines \u001b[31m \ud83d", address("deep.test"), 80);
        });
  }

  /** The last line of a JVM that had more to write than it may. */
  public static String ofTheEnd() throws IOException {
    String text =
        text(
            lines -> {
              String most = " ".repeat(AttemptFile.LINE - 1) + "\n";
              for (int i = 0; i <= 1_024; i++) {
                lines.file.write(most);
              }
            });
    return text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
  }

  /** Files that were not there, and what else a JVM tells of files. */
  public static String ofMissingFiles() throws IOException {
    return text(
        lines -> {
          MissingFiles files = new MissingFiles(lines.file);
          files.add(new NoSuchFileException("/project/a"));
          files.add(new FileNotFoundException("data/b (x) (No such file or directory)"));
          files.add(new FileNotFoundException("data/b (x) (No such file or directory)"));
          files.add(new FileNotFoundException("/project/c (Permission denied)"));
          files.add(new AccessDeniedException("/project/d"));
          files.add(new NoSuchFileException(null));
          files.add(new NoSuchFileException("x".repeat(1_001)));
          files.add(null);
          for (int i = 0; i < 1_000; i++) {
            files.add(new NoSuchFileException("/many/" + i));
          }
        });
  }

  /** The words for kinds of attempts. */
  public static List<String> types() {
    return Stream.concat(Arrays.stream(Call.values()).map(Call::type), Stream.of("unix"))
        .distinct()
        .toList();
  }

  @FunctionalInterface
  private interface Writing {
    void write(AgentLines lines) throws IOException;
  }

  private static String text(Writing writing) throws IOException {
    Path path = Files.createTempFile("attempts", ".jsonl");
    try {
      writing.write(new AgentLines(AttemptFile.open(new File(path.toString()))));
      return Files.readString(path);
    } finally {
      Files.delete(path);
    }
  }

  private void kinds() throws IOException {
    InetAddress host = address("example.test");
    SocketAddress other = new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 8443);
    write(Call.TCP_CONNECT, REFUSED, host, 443);
    write(Call.TCP_CONNECT_LATER, "pending", other);
    write(Call.UDP_CONNECT, "ok", other);
    try (DatagramChannel channel = DatagramChannel.open()) {
      write(Call.UDP_SEND, "ok", channel, other);
    }
    write(
        new Attempt(
            Call.LOOKUP, Endpoint.of(Call.LOOKUP, null, new Object[] {"example.test"}), null),
        "ok",
        new InetAddress[] {host},
        null);
    write(Call.LOOKUP_LATER, "pending", "later.test");
    write(Call.REVERSE, "java.net.UnknownHostException", host);
    write(Call.PROCESS, "ok", (Object) new String[] {"curl", "a secret"});
    write(Call.LIBRARY, "ok", AgentLines.class, "native-tracker");
    write(Call.TCP_CONNECT, "ok", UnixDomainSocketAddress.of("/run/docker.sock"));
  }

  private void write(Call call, String outcome, Object... arguments) {
    write(new Attempt(call, Endpoint.of(call, null, arguments), null), outcome, null, null);
  }

  private void write(
      Attempt attempt, String outcome, InetAddress[] addresses, Submission submission) {
    writer.write(attempt, outcome, addresses, new ThreadState(submission));
  }

  private static InetAddress address(String name) {
    try {
      return InetAddress.getByAddress(name, new byte[] {(byte) 198, 51, 100, 20});
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A socket of the JDK's, a client of a library's as often as wanted, a test of a class without a
   * source, and the framework that called it.
   */
  private Stack stack(int clients) {
    int size = clients + 3;
    ClassInfo[] types = new ClassInfo[size];
    String[] methods = new String[size];
    Arrays.fill(types, new ClassInfo("org.tracker.Client", tracker, false, null));
    Arrays.fill(methods, "call");
    types[0] = new ClassInfo("java.net.Socket", null, false, null);
    methods[0] = "connect";
    types[size - 2] = new ClassInfo("it.OneTest", Source.UNKNOWN, false, null);
    methods[size - 2] = "calls";
    types[size - 1] =
        new ClassInfo("org.junit.platform.commons.util.ReflectionUtils", tracker, false, null);
    methods[size - 1] = "invokeMethod";
    return new Stack(types, methods, new int[size], false, index -> index == 0 ? 0 : 12);
  }
}
