package io.github.mavensandbox.surefire.files;

import java.util.List;

/** Judges the names in a tar. */
interface Names {

  /** Judges the name of an entry, which for a directory ends with a slash. */
  Verdict judge(String name, boolean directory);

  /** A verdict on a name. Parts are those of the path below the host's folder. */
  sealed interface Verdict {
    /** It may be taken; no parts for the folder itself. */
    record Good(List<String> parts) implements Verdict {}

    /** It may be taken, and replaces what is there. */
    record Wanted(List<String> parts) implements Verdict {}

    /** It is the build's own. */
    record Reserved(List<String> parts) implements Verdict {}

    /** It is not taken, whatever is there. */
    record Bad(SkippedFiles.Reason why) implements Verdict {}

    /** It is not asked for. */
    record Other() implements Verdict {}
  }
}
