package io.github.mavensandbox.report.ci;

import java.net.URI;
import java.net.URISyntaxException;

/** A relative path as a URI. */
final class UriPath {

  private UriPath() {}

  /** With everything escaped that a path in a URI must not have; ASCII. */
  static String of(String path) {
    try {
      // With a slash before it, a colon in its first part does not make a scheme.
      String absolute = new URI(null, null, "/" + path, null).toASCIIString();
      String relative = absolute.substring(1);
      int slash = relative.indexOf('/');
      int colon = relative.indexOf(':');
      return colon >= 0 && (slash < 0 || colon < slash) ? "./" + relative : relative;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every path has a URI: " + path, e);
    }
  }
}
