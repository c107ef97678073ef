package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Takes the requests of the script in {@link JvmFolder}, and answers them. */
public final class RequestServer implements AutoCloseable {

  /** A fraction of what a container costs; looking costs next to nothing. */
  private static final long PAUSE_MS = 10;

  /** Makes a container for a request. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Returns what the script is to do: a verb, and the container's name.
     *
     * @throws Exception with a message of one line: why there is none
     */
    String answer(ForkRequest request) throws Exception;

    /**
     * Is told that there was no thread to ask it.
     *
     * @param reason on one line
     */
    default void refused(String reason) {}
  }

  private final Path requests;
  private final Executor executor;
  private final Handler handler;
  private final Set<Path> taken = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::work, "sandbox-forks");
  private volatile boolean open = true;

  public RequestServer(Path requests, Executor executor, Handler handler) {
    this.requests = requests;
    this.executor = executor;
    this.handler = handler;
  }

  public RequestServer open() throws IOException {
    Files.writeString(requests.resolve(JvmFolder.OPEN), "");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void work() {
    while (open) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(requests)) {
        for (Path folder : folders) {
          if (Files.exists(folder.resolve(ForkRequest.COMPLETE)) && taken.add(folder)) {
            begin(folder);
          }
        }
        Thread.sleep(PAUSE_MS);
      } catch (IOException | DirectoryIteratorException e) {
        // The folder is gone, by a clean for instance: nobody can ask any more.
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void begin(Path folder) {
    try {
      executor.execute(() -> serve(folder));
    } catch (OutOfMemoryError | RejectedExecutionException e) {
      // There is no thread for it.
      handler.refused(oneLine(e));
      answer(folder, JvmFolder.REFUSE + " " + oneLine(e));
    }
  }

  private void serve(Path folder) {
    String answer;
    try {
      answer = handler.answer(ForkRequest.read(folder));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = JvmFolder.REFUSE + " interrupted";
    } catch (Throwable e) {
      // Also an error: who asked waits for an answer.
      answer = JvmFolder.REFUSE + " " + oneLine(e);
    }
    answer(folder, answer);
  }

  private static void answer(Path folder, String answer) {
    try {
      Path unfinished = folder.resolve("answer.part");
      Files.writeString(unfinished, answer + "\n");
      Files.move(unfinished, folder.resolve(ForkRequest.ANSWER), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The script waits for an answer until this process ends, and Surefire for the script.
      ProcessHandle.of(Long.parseLong(folder.getFileName().toString()))
          .ifPresent(ProcessHandle::destroy);
    }
  }

  private static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.replaceAll("\\s+", " ");
  }

  /** Removes a request that has been served: a process of the same number may ask one day. */
  public void forget(Path folder) throws IOException {
    ForkRequest.remove(folder);
    taken.remove(folder);
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      Files.deleteIfExists(requests.resolve(JvmFolder.OPEN));
    } catch (IOException e) {
      // The folder is gone, and with it the file.
      return;
    }
  }
}
