package io.github.mavensandbox.agent;

/** A jar or folder that classes were loaded from. */
final class Source {

  /** For classes that were made at run time by a loader that does not say from what. */
  static final Source UNKNOWN = new Source(-1, null, null);

  private final int id;
  private final String url;
  private final AttemptFile file;
  private boolean announced;

  Source(int id, String url, AttemptFile file) {
    this.id = id;
    this.url = url;
    this.file = file;
    this.announced = url == null;
  }

  /** Its number, after the line that says what it stands for. */
  synchronized int announced() {
    if (!announced) {
      announced = true;
      file.write(
          new JsonLine()
              .start("source")
              .field("id", id)
              .field("pid", file.pid())
              .field("url", url)
              .end());
    }
    return id;
  }
}
