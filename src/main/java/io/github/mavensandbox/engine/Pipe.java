package io.github.mavensandbox.engine;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Connects what writes to a stream with what reads from one, without a copy of it all. */
public final class Pipe {

  /** Writes all of its output. */
  public interface Writer {
    /** Writes; the stream is closed by others. */
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** Reads as much as it needs; the rest is thrown away. */
  public interface Reader<T> {
    /** Reads; the stream is closed by others. */
    T readFrom(InputStream in) throws IOException, InterruptedException;
  }

  private Pipe() {}

  /**
   * Runs the writer in a thread of its own while the reader reads. Where both fail it is the
   * writer's failure that counts: the reader then failed for want of input.
   */
  public static <T> T connect(Writer writer, Reader<T> reader)
      throws IOException, InterruptedException {
    // Not a PipedInputStream: that one polls, and wakes its reader only when its buffer is full.
    java.nio.channels.Pipe pipe = java.nio.channels.Pipe.open();
    FutureTask<Void> writing =
        new FutureTask<>(
            () -> {
              try (Unwanted out = new Unwanted(Channels.newOutputStream(pipe.sink()))) {
                writer.writeTo(out);
              }
              return null;
            });
    Thread thread = new Thread(writing, "sandbox-pipe");
    thread.setDaemon(true);
    thread.start();
    try (InputStream in = Channels.newInputStream(pipe.source())) {
      return reader.readFrom(in);
    } finally {
      finish(writing);
    }
  }

  private static void finish(FutureTask<Void> writing) throws IOException, InterruptedException {
    try {
      writing.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IOException("writing failed: " + e.getCause(), e.getCause());
    }
  }

  /** Goes on without writing when the reader has seen enough. */
  private static final class Unwanted extends FilterOutputStream {
    private boolean unread;

    Unwanted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!unread) {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          unread = true;
        }
      }
    }
  }
}
