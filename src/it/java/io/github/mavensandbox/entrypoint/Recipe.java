package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.servers.Servers;
import java.util.List;

/**
 * What a restricted image is made of.
 *
 * @param base the base image, which the engine has
 * @param allow what its policy allows
 * @param deny what its policy denies
 */
record Recipe(String base, List<String> allow, List<String> deny) {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String JRE = "sandbox-dev/jre:17";

  /** The server that is allowed, on both of its addresses, and nothing else. */
  static final Recipe SERVER = allowing(SERVERS.allowed4(), SERVERS.allowed6());

  /** What an image allows whose project says nothing. */
  static final Recipe DEFAULT = allowing("192.168.0.0/24");

  static Recipe allowing(String... allow) {
    return new Recipe(JRE, List.of(allow), List.of());
  }

  Recipe denying(String... deny) {
    return new Recipe(base, allow, List.of(deny));
  }

  /** The same on a base with a JVM in it and nothing else: no shell, no /etc. */
  Recipe onJvmOnly() {
    return new Recipe("sandbox-dev/jvm-only:17", allow, deny);
  }

  /** The same on a base with busybox in it and nothing else. */
  Recipe onBusybox() {
    return new Recipe("sandbox-dev/no-java:1", allow, deny);
  }
}
