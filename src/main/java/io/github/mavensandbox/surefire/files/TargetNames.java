package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells which names of a container's target are taken, and which are not. */
final class TargetNames implements Names {

  /** What a file system can take for one name, in bytes. */
  private static final int LONGEST_NAME = 255;

  private static final Set<String> RESERVED = Set.of("classes", "test-classes", "sandbox");
  private static final List<String> RESERVED_PREFIXES =
      List.of("generated-", "surefire", "failsafe", "maven-");

  /** Spring REST Docs', which are text. */
  private static final String SNIPPETS = "generated-snippets";

  /** Tests leave reports of their own beside Surefire's. */
  private static final Set<String> REPORTS = Set.of("surefire-reports", "failsafe-reports");

  /** What Surefire and Failsafe write themselves, in Maven's process, and what is believed. */
  private static final Pattern VERDICT = Pattern.compile("test-.*[.]xml|.*summary.*[.]xml");

  private static final Pattern REPORT_TEXT = Pattern.compile(".*[.]txt");

  /** Of files beside Surefire's those that no reader of its reports takes for one. */
  private static final Pattern TESTNG = Pattern.compile("testng-(results|failed|failures)[.]xml");

  /** TestNG's copies of Surefire's reports, which neither Maven nor this plugin reads. */
  private static final String COPIES = "junitreports";

  private final String root;
  private final String artifact;
  private final TargetLimits limits;
  private final TakePaths take;

  TargetNames(String root, String finalName, TargetLimits limits, TakePaths take) {
    if (finalName.isBlank()) {
      throw new IllegalArgumentException(
          "the final name is empty, so the artifact's files cannot be told from others; set <finalName>");
    }
    this.root = root;
    this.limits = limits;
    this.take = take;
    artifact = folded(finalName);
  }

  @Override
  public Verdict judge(String name, boolean directory) {
    String path = directory && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    List<String> parts = Arrays.asList(path.split("/", -1));
    if (!parts.get(0).equals(root) || !parts.stream().allMatch(TargetNames::isSafe)) {
      return new Verdict.Bad(SkippedFiles.Reason.UNSAFE_NAME);
    }
    List<String> below = parts.subList(1, parts.size());
    if (isTooLong(parts, limits)) {
      return new Verdict.Bad(SkippedFiles.Reason.LONG_NAME);
    }
    if (take.hasBelowTarget(below)) {
      return new Verdict.Wanted(below);
    }
    return isReserved(below.stream().map(TargetNames::folded).toList(), directory)
        ? new Verdict.Reserved(below)
        : new Verdict.Good(below);
  }

  private boolean isReserved(List<String> names, boolean directory) {
    if (names.isEmpty()) {
      return false;
    }
    String first = names.get(0);
    if (REPORTS.contains(first)) {
      return names.size() == 1 ? !directory : isSurefires(names.subList(1, names.size()));
    }
    if (first.equals(SNIPPETS)) {
      return names.size() == 1 && !directory;
    }
    return isReserved(first);
  }

  /** Of names in a folder of reports. A folder of such a name would be in Surefire's way. */
  private static boolean isSurefires(List<String> names) {
    if (names.size() == 1 && names.get(0).endsWith(".xml")) {
      return !TESTNG.matcher(names.get(0)).matches();
    }
    return REPORT_TEXT.matcher(names.get(0)).matches()
        || names.stream()
            .takeWhile(name -> !name.equals(COPIES))
            .anyMatch(name -> VERDICT.matcher(name).matches());
  }

  /** Returns whether there is too much below the first name. */
  static boolean isTooLong(List<String> parts, TargetLimits limits) {
    List<String> below = parts.subList(1, parts.size());
    return String.join("/", below).length() > limits.pathLength()
        || below.size() > limits.depth()
        || below.stream().anyMatch(part -> bytes(part) > LONGEST_NAME);
  }

  private static int bytes(String name) {
    return name.getBytes(UTF_8).length;
  }

  /** Control characters are names to a file system, but steer the terminal of who lists them. */
  static boolean isSafe(String part) {
    return !part.isEmpty()
        && !part.equals(".")
        && !part.equals("..")
        && part.chars().noneMatch(Character::isISOControl);
  }

  private boolean isReserved(String name) {
    return RESERVED.contains(name)
        || RESERVED_PREFIXES.stream().anyMatch(name::startsWith)
        || name.equals(artifact)
        || name.startsWith(artifact + ".")
        || name.startsWith(artifact + "-");
  }

  /**
   * All names that some file system takes for the same have one form: macOS ignores case (a long s
   * is an S there), composition, and characters that are not seen.
   */
  private static String folded(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      // The tables of the normalizer take a build longer to load than all the rest of this.
      return name.toLowerCase(Locale.ROOT);
    }
    StringBuilder seen = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !Character.isIdentifierIgnorable(c))
        .forEach(seen::appendCodePoint);
    return seen.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
