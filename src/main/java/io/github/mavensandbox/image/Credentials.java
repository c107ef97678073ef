package io.github.mavensandbox.image;

/**
 * A user of a registry.
 *
 * @param username the user's name
 * @param password the password or token; never shown
 */
public record Credentials(String username, String password) {

  @Override
  public String toString() {
    return username + ":***";
  }
}
