package io.github.mavensandbox.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The unprivileged user that the program runs as.
 *
 * @param uid its number, 1 to 2147483646; never root
 * @param gid its only group's number, 1 to 2147483646
 */
public record AppUser(int uid, int gid) {

  /** The user unless another is configured: too high to be somebody's on the host. */
  public static final AppUser DEFAULT = new AppUser(10001, 10001);

  /** Refuses root and what the kernel has no number for. */
  public AppUser {
    if (uid < 1 || uid == Integer.MAX_VALUE || gid < 1 || gid == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "user '" + uid + ":" + gid + "' is not two numbers from 1 to 2147483646");
    }
  }

  /**
   * Returns the invoking user, so that tests find their files owned as outside. Root is nobody
   * inside: even without a capability it could rewrite the hosts file that it shares with the
   * firewall.
   */
  public static AppUser ofThisProcess() throws IOException {
    Path own = Path.of("/proc/self");
    if (!Files.exists(own)) {
      return DEFAULT;
    }
    int uid = (Integer) Files.getAttribute(own, "unix:uid");
    int gid = (Integer) Files.getAttribute(own, "unix:gid");
    return uid == 0 ? DEFAULT : new AppUser(uid, gid == 0 ? uid : gid);
  }

  /**
   * Parses {@code uid} or {@code uid:gid}; without a group it is the user's own number.
   *
   * @throws ImageException if it is not made of numbers, or is root
   */
  public static AppUser parse(String text) throws ImageException {
    String[] parts = text.split(":", -1);
    try {
      int uid = Integer.parseInt(parts[0]);
      if (parts.length <= 2) {
        return new AppUser(uid, parts.length == 2 ? Integer.parseInt(parts[1]) : uid);
      }
    } catch (IllegalArgumentException e) {
      // The message below says all of it.
    }
    throw new ImageException(
        "user '%s' is not uid or uid:gid with numbers from 1 to 2147483646, such as 10001:10001; the program never runs as root"
            .formatted(text));
  }

  /** Returns {@code uid:gid}. */
  @Override
  public String toString() {
    return uid + ":" + gid;
  }
}
