package io.github.mavensandbox.mojo.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <container>}: what runs in the image and how, as in jib-maven-plugin. */
public class Container {

  /** The class to start; by default the only one that has a main method. */
  public @Nullable String mainClass;

  /** The program's arguments. */
  public @Nullable List<String> args;

  /** Flags of the JVM. */
  public @Nullable List<String> jvmFlags;

  /** Environment variables; nothing else of the caller's environment is passed on. */
  public @Nullable Map<String, String> environment;

  /** Ports that the program listens on; run publishes them on 127.0.0.1. */
  public @Nullable List<String> ports;

  /** Labels of the image. */
  public @Nullable Map<String, String> labels;

  /** Absolute paths of volumes. */
  public @Nullable List<String> volumes;

  /** The directory to start in. */
  public @Nullable String workingDirectory;

  /** The unprivileged user, {@code uid:gid}; 10001:10001 by default. */
  public @Nullable String user;

  /** {@code Docker} (the default) or {@code OCI}, for registries and tars. */
  public @Nullable String format;

  /** {@code EPOCH} (the default), {@code USE_CURRENT_TIMESTAMP}, or an ISO 8601 date and time. */
  public @Nullable String creationTime;
}
