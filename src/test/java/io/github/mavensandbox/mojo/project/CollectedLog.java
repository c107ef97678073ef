package io.github.mavensandbox.mojo.project;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** What a goal says, with the level before each message. */
public final class CollectedLog extends SystemStreamLog {

  private final List<String> messages = new ArrayList<>();

  public List<String> messages() {
    return messages;
  }

  @Override
  public void info(CharSequence content) {
    messages.add("INFO " + content);
  }

  @Override
  public void warn(CharSequence content) {
    messages.add("WARN " + content);
  }

  @Override
  public void error(CharSequence content) {
    messages.add("ERROR " + content);
  }
}
