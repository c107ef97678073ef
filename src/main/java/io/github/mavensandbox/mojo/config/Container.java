package io.github.mavensandbox.mojo.config;

import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** {@code <container>}: what runs in the image and how, as in jib-maven-plugin. */
public class Container {

  /** Returns the element, or an empty one, with the properties that are set in place of its own. */
  public static Container of(
      @Nullable Container element,
      @Nullable String mainClass,
      @Nullable String args,
      @Nullable String jvmFlags,
      @Nullable String ports)
      throws MojoExecutionException {
    Container container = element == null ? new Container() : element;
    container.mainClass = mainClass == null ? container.mainClass : mainClass;
    container.args = CommandWords.parse("sandbox.args", args).orElse(container.args);
    container.jvmFlags =
        CommandWords.parse("sandbox.jvmFlags", jvmFlags).orElse(container.jvmFlags);
    container.ports = CommaList.parseOrNone(ports).orElse(container.ports);
    return container;
  }

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
