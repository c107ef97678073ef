package io.github.mavensandbox.mojo.config;

import org.jspecify.annotations.Nullable;

/** {@code <auth>}: a user of a registry, as in jib-maven-plugin. */
public class Auth {

  /** The user's name. */
  public @Nullable String username;

  /** The password or token; better kept in the settings or a credential helper. */
  public @Nullable String password;
}
