package io.github.mavensandbox.surefire.files;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes what a JVM that crashes, or runs out of memory, leaves in the module's folder, out of a tar
 * of the folder.
 *
 * @param folder the folder's own name
 */
record CrashNames(String folder) implements Names {

  private static final Pattern CRASH =
      Pattern.compile("(hs_err|replay)_pid[0-9]{1,10}[.]log|[A-Za-z0-9_][\\w.-]{0,99}[.]hprof");

  static boolean matches(String name) {
    return CRASH.matcher(name).matches();
  }

  @Override
  public Verdict judge(String name, boolean directory) {
    String file = name.startsWith(folder + "/") ? name.substring(folder.length() + 1) : "";
    return !directory && matches(file) ? new Verdict.Good(List.of(file)) : new Verdict.Other();
  }
}
