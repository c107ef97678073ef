package io.github.mavensandbox.engine.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between a process and whoever talks to it, on a thread of its own, and keeps apart
 * which side failed. The process's end is closed at the end, the other is the caller's. A daemon: a
 * source that never ends does not keep the JVM.
 */
final class Pump extends Thread {

  private final InputStream source;
  private final OutputStream sink;
  private final Closeable processEnd;
  private final Runnable onSourceFailure;
  private volatile @Nullable IOException sourceFailure;
  private volatile @Nullable IOException sinkFailure;

  private Pump(
      InputStream source, OutputStream sink, Closeable processEnd, Runnable onSourceFailure) {
    super("engine-pump");
    this.source = source;
    this.sink = sink;
    this.processEnd = processEnd;
    this.onSourceFailure = onSourceFailure;
    setDaemon(true);
    start();
  }

  /**
   * Drains what a process writes. When the sink fails the process finds its output closed, and
   * ends.
   */
  static Pump drain(InputStream processOutput, OutputStream sink) {
    return new Pump(processOutput, sink, processOutput, () -> {});
  }

  /**
   * Feeds a process. When the source fails the process is killed before its input is closed: it
   * must not take an input that broke off for a whole one.
   */
  static Pump feed(InputStream source, Process process) {
    OutputStream sink = process.getOutputStream();
    return new Pump(source, sink, sink, process::destroyForcibly);
  }

  /** Returns why the source could not be read to its end. */
  @Nullable IOException sourceFailure() {
    return sourceFailure;
  }

  /** Returns why the sink did not take everything. */
  @Nullable IOException sinkFailure() {
    return sinkFailure;
  }

  @Override
  public void run() {
    try (processEnd) {
      byte[] buffer = new byte[64 * 1024];
      for (int length = read(buffer); length >= 0; length = read(buffer)) {
        sink.write(buffer, 0, length);
      }
    } catch (IOException e) {
      sinkFailure = e;
    }
  }

  private int read(byte[] buffer) {
    try {
      return source.read(buffer);
    } catch (IOException e) {
      sourceFailure = e;
      onSourceFailure.run();
      return -1;
    }
  }
}
