package io.github.mavensandbox.surefire.files;

import java.nio.file.Path;
import java.time.Instant;

/** What is at one path of a container. */
public sealed interface HostEntry {

  /** For what has no time on the host: that of files in images, one second after the epoch. */
  Instant NO_TIME = Instant.ofEpochSecond(1);

  /** The permission bits. */
  int mode();

  /** When it was modified. */
  Instant time();

  /** Whether it is the user's; root's otherwise. */
  default boolean ofUser() {
    return true;
  }

  /** A directory that is there only because something is in it. */
  record Parent(int mode, Instant time, boolean ofUser) implements HostEntry {}

  /** A directory that was asked for, the user's. */
  record Directory(int mode, Instant time) implements HostEntry {}

  /** A file, the user's, with the content that a file of the host has when it is written. */
  record Copy(Path source, int mode, Instant time) implements HostEntry {}

  /** A symbolic link, the user's. */
  record Link(String target, Instant time) implements HostEntry {
    @Override
    public int mode() {
      return 0777;
    }
  }

  /** A file, the user's, with a content of ours. */
  record Content(byte[] bytes, int mode) implements HostEntry {
    @Override
    public Instant time() {
      return NO_TIME;
    }
  }
}
