package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AttemptFileTest {

  private static final int LINES = 2_000;

  /** In nanoseconds: the writer gets on between two interrupts. */
  private static final int PAUSE = 100_000;

  @TempDir private Path folder;
  private Path path;
  private AttemptFile file;

  @BeforeEach
  void open() throws Exception {
    path = folder.resolve("attempts/1.jsonl");
    file = AttemptFile.open(path.toFile());
  }

  private static String line(int number) {
    return new JsonLine().start("source").field("id", number).end();
  }

  @Test
  void an_interrupted_thread_writes_and_stays_interrupted() throws Exception {
    Thread.currentThread().interrupt();
    file.write(line(1));
    boolean interrupted = Thread.interrupted();
    file.write(line(2));

    assertThat(interrupted).isTrue();
    assertThat(Thread.interrupted()).isFalse();
    assertThat(path).hasContent(line(1) + line(2));
  }

  @Test
  void no_line_is_lost_or_cut_while_the_thread_is_interrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < LINES; i++) {
                file.write(line(i));
                begun.countDown();
              }
            });
    writer.start();
    begun.await();
    while (writer.isAlive()) {
      writer.interrupt();
      Thread.sleep(0, PAUSE);
    }

    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      expected.append(line(i));
    }
    assertThat(path).hasContent(expected.toString());
  }

  @Test
  void two_append_to_one_file_lines_of_any_length() throws Exception {
    String longest = "x".repeat(2 * AttemptFile.LINE) + "\n";
    file.write(line(1));
    AttemptFile.open(path.toFile()).write(longest);
    file.write(line(2));

    assertThat(Files.readString(path)).isEqualTo(line(1) + longest + line(2));
  }
}
