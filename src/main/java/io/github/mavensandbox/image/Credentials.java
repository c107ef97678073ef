package io.github.mavensandbox.image;

/**
 * A user of a registry.
 *
 * @param password the password or token; never shown
 */
public record Credentials(String username, String password) {

  @Override
  public String toString() {
    return username + ":***";
  }
}
