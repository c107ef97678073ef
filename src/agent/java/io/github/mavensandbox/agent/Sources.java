package io.github.mavensandbox.agent;

import java.io.File;
import java.util.HashMap;
import java.util.Map;

/** Numbers for the jars and folders that classes were loaded from. */
final class Sources {

  private final AttemptFile file;
  private final String javaHome = "file:" + System.getProperty("java.home") + File.separator;
  private final Map<String, Source> known = new HashMap<String, Source>();

  Sources(AttemptFile file) {
    this.file = file;
  }

  boolean isJdk(String url) {
    return url.startsWith("jrt:") || url.startsWith(javaHome);
  }

  synchronized Source of(String url) {
    Source source = known.get(url);
    if (source == null) {
      source = new Source(known.size(), url, file);
      known.put(url, source);
    }
    return source;
  }
}
