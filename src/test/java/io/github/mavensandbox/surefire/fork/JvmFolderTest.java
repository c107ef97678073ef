package io.github.mavensandbox.surefire.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that Surefire takes for java, and the desk that answers it; the client is an echo. */
class JvmFolderTest {

  /** Of two builds that write and remove at a time; a few meet at the worst moment. */
  private static final int ROUNDS = 500;

  private final ExecutorService executor = Executors.newCachedThreadPool();

  @TempDir private Path temporary;

  private JvmFolder jvm;

  @BeforeEach
  void write() throws IOException {
    jvm = new JvmFolder(temporary.resolve("it's a \"folder\" of Jürgen's/jvm"));
    jvm.write("JAVA_VERSION=\"17\"\n", List.of("/bin/echo", "two words"));
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private record Result(int exitCode, String output) {}

  private Result java(Map<String, String> environment, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(jvm.java().toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(environment);
    builder.directory(temporary.toFile());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private Result answered(RequestServer.Handler handler, String... arguments) throws Exception {
    try (RequestServer desk = new RequestServer(jvm.requests(), executor, handler)) {
      desk.open();
      return java(Map.of("FROM_THE_POM", "a\nb"), arguments);
    }
  }

  @Test
  void it_asks_for_a_fork_and_becomes_the_client_that_starts_it() throws Exception {
    Result result =
        answered(
            request -> {
              assertThat(request.arguments()).containsExactly("-Xmx1g", "a b", "", "c\nd", "'");
              assertThat(request.environment()).containsEntry("FROM_THE_POM", "a\nb");
              assertThat(request.directory()).isEqualTo(temporary);
              assertThat(ProcessHandle.of(request.pid())).isPresent();
              return "start the-container";
            },
            "-Xmx1g",
            "a b",
            "",
            "c\nd",
            "'");

    assertThat(result).isEqualTo(new Result(0, "two words the-container\n"));
  }

  @Test
  void what_is_refused_is_said_in_a_line() throws Exception {
    Result result =
        answered(
            request -> {
              throw new IOException("no room\nsandbox: ready");
            });

    assertThat(result).isEqualTo(new Result(125, "sandbox: no room sandbox: ready\n"));
  }

  /** The container's end is known by a file of the request's, and so is what came of its list. */
  private Result listing(String outcome) throws Exception {
    return answered(
        request -> {
          Path folder = jvm.requests().resolve(Long.toString(request.pid()));
          executor.execute(
              () -> {
                try {
                  while (!Files.exists(folder.resolve(ForkRequest.ENDED))) {
                    Thread.sleep(1);
                  }
                  Files.createFile(folder.resolve(outcome));
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
          return "start-and-wait lister";
        });
  }

  @Test
  void a_jvm_that_lists_test_classes_ends_when_its_list_was_taken() throws Exception {
    assertThat(listing(ForkRequest.TAKEN)).isEqualTo(new Result(0, "two words lister\n"));
  }

  @Test
  void it_fails_when_its_list_was_not_taken() throws Exception {
    assertThat(listing(ForkRequest.LOST))
        .isEqualTo(
            new Result(
                125, "two words lister\n" + "sandbox: the list of test classes was not taken\n"));
  }

  @Test
  void when_the_build_has_ended_nothing_starts() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String script = Files.readString(jvm.java());
    Files.writeString(
        jvm.java(), script.replace("" + ProcessHandle.current().pid(), "" + ended.pid()));

    assertThat(java(Map.of()))
        .isEqualTo(
            new Result(
                125, "sandbox: the build that made this java has ended; tests start with mvn\n"));
  }

  @Test
  void it_can_be_removed() throws Exception {
    jvm.remove();

    assertThat(jvm.folder()).doesNotExist();
  }

  @Test
  void another_build_may_remove_the_folder_of_all_builds_meanwhile() throws Exception {
    jvm.remove();
    Path all = jvm.folder().getParent();
    Future<Integer> others =
        executor.submit(
            () -> {
              int written = 0;
              for (; written < ROUNDS; written++) {
                JvmFolder other = new JvmFolder(all.resolve("other"));
                other.write("", List.of("true"));
                other.remove();
              }
              return written;
            });

    for (int i = 0; i < ROUNDS; i++) {
      jvm.write("", List.of("true"));
      jvm.remove();
    }

    assertThat(others.get()).isEqualTo(ROUNDS);
  }

  @Test
  void the_folder_of_all_builds_goes_with_the_last_ones() throws Exception {
    JvmFolder other = new JvmFolder(jvm.folder().resolveSibling("other"));
    other.write("", List.of("true"));

    jvm.remove();
    assertThat(other.java()).exists();

    other.remove();
    assertThat(other.folder().getParent()).doesNotExist();
  }
}
