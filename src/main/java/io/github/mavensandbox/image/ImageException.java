package io.github.mavensandbox.image;

import java.io.IOException;

/** An image cannot be built; the message is one line that says why and what to do. */
public class ImageException extends IOException {

  private static final long serialVersionUID = 1L;

  public ImageException(String message) {
    super(message);
  }

  public ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
