package io.github.mavensandbox.surefire.fork;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java's arguments as Surefire gives them: which files of the host they name, and which arguments
 * the container gets.
 */
public final class ForkCommand {

  /** Options whose value, the next word, is a list of files. */
  private static final Set<String> PATH_OPTIONS =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--patch-module");

  /** Options whose value is the next word, and no file. */
  private static final Set<String> VALUE_OPTIONS =
      Set.of(
          "--add-modules",
          "--add-reads",
          "--add-exports",
          "--add-opens",
          "--limit-modules",
          "--enable-native-access",
          "--source",
          "--describe-module",
          "-d");

  /** Which has the image's Java tell the modules' names of jars: that is how Surefire asks. */
  private static final String MODULE_NAMES =
      "org.codehaus.plexus.languages.java.jpms.CmdModuleNameExtractor";

  /** The program of a fork, as a jar of nothing but a class path or by its own name. */
  private static final Pattern BOOTER =
      Pattern.compile(".*surefirebooter[0-9]*\\.jar|org\\.apache\\.maven\\.surefire\\..*Booter");

  private static final Pattern AGENT =
      Pattern.compile("(?:-javaagent|-agentpath):([^=]+)(?:=.*)?", Pattern.DOTALL);

  /** A value ends where the next option begins, so that it can have commas. */
  private static final Pattern COVERAGE =
      Pattern.compile("-javaagent:.*[=,]destfile=(.+?)(?:,[A-Za-z0-9_-]+=.*)?", Pattern.DOTALL);

  /** JaCoCo's agent without such an option, unless it writes to no file. */
  private static final Pattern DEFAULT_COVERAGE =
      Pattern.compile(
          "-javaagent:(?!.*[=,]output=(?!file))[^=]*jacoco[^/=]*[.]jar(=.*)?", Pattern.DOTALL);

  private static final String DEFAULT_COVERAGE_FILE = "jacoco.exec";

  private static final Pattern BOOT = Pattern.compile("-Xbootclasspath/[ap]:(.+)", Pattern.DOTALL);

  private static final Pattern DEBUGGER = Pattern.compile("(-agentlib:jdwp|-Xrunjdwp)[=:].*");

  /** A debugger comes in from outside, and not to the container's own loopback. */
  private static final Pattern DEBUG_ADDRESS =
      Pattern.compile("(address=)(?:(?:localhost|127\\.0\\.0\\.1):)?([0-9]{1,5})\\b");

  /** Which of the values that Surefire hands to its booter are files. */
  private static final Pattern FILE_PROPERTIES =
      Pattern.compile(
          "((surefire|inproc)?[cC]lassPathUrl|testSuiteXmlFiles|suiteXmlFiles).*"
              + "|testClassesDirectory|runStatisticsFile");

  /** By which Surefire tells a fork the classes that it found. */
  private static final Pattern CANDIDATE = Pattern.compile("tc\\.[0-9]+");

  private final Path directory;
  private final boolean inArgumentFile;
  private final List<String> arguments = new ArrayList<>();
  private final Set<Path> files = new LinkedHashSet<>();
  private final Set<Path> propertyFiles = new LinkedHashSet<>();
  private final Set<Path> coverage = new LinkedHashSet<>();
  private Optional<Path> reports = Optional.empty();
  private Optional<Path> listing = Optional.empty();
  private int candidates;
  private String mainClass = "";
  private boolean suitsAgent = true;
  private boolean runsModule;

  private ForkCommand(Path directory, boolean inArgumentFile) {
    this.directory = directory;
    this.inArgumentFile = inArgumentFile;
  }

  public static ForkCommand of(ForkRequest request) throws IOException {
    ForkCommand command = new ForkCommand(request.directory(), false);
    command.read(request.arguments());
    command.paths(request.environment().getOrDefault("CLASSPATH", ""));
    return command;
  }

  /** The arguments that the container's java gets. */
  public List<String> arguments() {
    return List.copyOf(arguments);
  }

  /** The files and directories that they need: there or not. */
  public Set<Path> files() {
    return Set.copyOf(files);
  }

  /** The files with system properties that Surefire wrote for its booter. */
  public Set<Path> propertyFiles() {
    return Set.copyOf(propertyFiles);
  }

  /**
   * The files that agents of JaCoCo append to when the fork ends. What an argument file names is
   * not among them: it may be one that tests have written.
   */
  public Set<Path> coverage() {
    return Set.copyOf(coverage);
  }

  /** Where the fork may write reports of its own. */
  public Optional<Path> reports() {
    return reports;
  }

  /** The file that the fork is to list the test classes in, instead of running them. */
  public Optional<Path> listing() {
    return listing;
  }

  /** How many classes Surefire found that may have tests, as far as their names say. */
  public int candidates() {
    return candidates;
  }

  /** Whether the fork is to run tests: Surefire tells it which, and has no other use for it. */
  public boolean runsTests() {
    return listing.isEmpty() && !propertyFiles.isEmpty();
  }

  /** Whether the agent may be added. */
  public boolean suitsAgent() {
    return suitsAgent;
  }

  /**
   * Java's option for the agent, if that may be added.
   *
   * @param attempts where the agent writes to, in the fork
   */
  public String agentOption(String attempts) {
    return AgentJar.option(AgentJar.INSIDE, attempts, runsModule);
  }

  private void read(List<String> words) throws IOException {
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      if (!mainClass.isEmpty()) {
        program(new ArrayList<>(rest));
        return;
      }
      String word = rest.remove();
      if (!isOption(word)) {
        arguments.add(word);
        mainClass = word;
        continue;
      }
      arguments.add(rewritten(word));
      if (word.equals("-jar") && !rest.isEmpty()) {
        String jar = rest.remove();
        arguments.add(jar);
        booter(path(jar));
        mainClass = jar;
        continue;
      }
      option(word);
      if (PATH_OPTIONS.contains(word) && !rest.isEmpty()) {
        arguments.add(rest.peek());
        paths(rest.remove());
      } else if (VALUE_OPTIONS.contains(word) && !rest.isEmpty()) {
        arguments.add(rest.remove());
      }
    }
  }

  private static boolean isOption(String word) {
    return word.startsWith("-") || word.startsWith("@");
  }

  private static String rewritten(String word) {
    return DEBUGGER.matcher(word).matches()
        ? DEBUG_ADDRESS.matcher(word).replaceFirst("$1*:$2")
        : word;
  }

  private void option(String word) throws IOException {
    Matcher agent = AGENT.matcher(word);
    Matcher boot = BOOT.matcher(word);
    int equals = word.indexOf('=');
    suitsAgent &= AgentJar.suits(List.of(word));
    runsModule |= AgentJar.runsModule(List.of(word));
    if (agent.matches()) {
      add(agent.group(1));
      coverage(word);
    } else if (boot.matches()) {
      paths(boot.group(1));
    } else if (word.startsWith("@") && !inArgumentFile) {
      argumentFile(path(word.substring(1)));
    } else if (equals > 0 && PATH_OPTIONS.contains(word.substring(0, equals))) {
      paths(word.substring(equals + 1));
    }
  }

  private void coverage(String agent) throws IOException {
    Matcher named = COVERAGE.matcher(agent);
    if (named.matches()) {
      coverage.add(path(named.group(1)));
    } else if (DEFAULT_COVERAGE.matcher(agent).matches()) {
      coverage.add(path(DEFAULT_COVERAGE_FILE));
    }
  }

  /**
   * Its words are read for the files that they name; java itself reads the file again. It may name
   * the main class, too, as Surefire's does for modules. A {@code @file} in it is none: java does
   * not read such a file either.
   */
  private void argumentFile(Path file) throws IOException {
    files.add(file);
    if (Files.isRegularFile(file)) {
      ForkCommand inner = new ForkCommand(directory, true);
      inner.read(ArgumentFile.read(file));
      files.addAll(inner.files);
      propertyFiles.addAll(inner.propertyFiles);
      mainClass = inner.mainClass;
      suitsAgent &= inner.suitsAgent;
      runsModule |= inner.runsModule;
    }
  }

  /**
   * Surefire's program: a directory, the start of the dump files' names, files in the directory. To
   * 2.19.1 it was files by their whole names.
   */
  private void program(List<String> words) throws IOException {
    arguments.addAll(words);
    if (mainClass.equals(MODULE_NAMES)) {
      for (String jar : words) {
        files.add(path(jar));
      }
      return;
    }
    if (words.isEmpty()) {
      return;
    }
    Path first = path(words.get(0));
    if (Files.isDirectory(first)) {
      propertyFiles(first, words.subList(1, words.size()));
    } else if (first.getParent() != null && BOOTER.matcher(mainClass).matches()) {
      propertyFiles(first.getParent(), words);
    }
  }

  private void propertyFiles(Path folder, List<String> words) throws IOException {
    for (String word : words) {
      Path file = path(folder, word);
      if (folder.equals(file.getParent()) && Files.isRegularFile(file)) {
        files.add(file);
        propertyFiles.add(file);
        properties(folder, file);
      }
    }
  }

  private void properties(Path folder, Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no file of properties: " + e.getMessage(), e);
    }
    for (String name : properties.stringPropertyNames()) {
      String value = properties.getProperty(name);
      if (FILE_PROPERTIES.matcher(name).matches()) {
        add(value);
      } else if (name.equals("reportsDirectory")) {
        reports = Optional.of(path(value));
      } else if (name.equals("discoverTestsOutputFile")) {
        listing = Optional.of(listing(folder, path(value)));
      } else if (CANDIDATE.matcher(name).matches()) {
        candidates++;
      }
    }
  }

  /**
   * A file of Surefire's own, and no other one of the host. Without it Surefire would take the list
   * for an empty one, so the fork is refused.
   */
  private static Path listing(Path folder, Path file) throws IOException {
    if (!folder.equals(file.getParent())) {
      throw new IOException(
          "the list of test classes is to be written to %s, which is not in Surefire's folder %s"
              .formatted(file, folder));
    }
    return file;
  }

  private void paths(String list) throws IOException {
    // --patch-module names the module first.
    for (String entry : list.replaceFirst("^[\\w.]+=", "").split(File.pathSeparator)) {
      if (entry.endsWith("/*")) {
        add(entry.substring(0, entry.length() - 1));
      } else if (!entry.isEmpty()) {
        add(entry);
      }
    }
  }

  private void add(String text) throws IOException {
    Path file = path(text);
    if (text.endsWith(".jar")) {
      jar(file);
    } else {
      files.add(file);
    }
  }

  /** Surefire's own jar is nothing but the Class-Path of its manifest, which may name anything. */
  private void booter(Path file) throws IOException {
    files.add(file);
    for (Path named : ManifestClassPath.of(file)) {
      if (named.toString().endsWith(".jar")) {
        jar(named);
      } else {
        files.add(named);
      }
    }
  }

  /**
   * A library brings along the jars beside it that its manifest names. It is somebody else's: one
   * that names other files of the host, keys for instance, does not get them.
   */
  private void jar(Path file) throws IOException {
    if (!files.add(file)) {
      return;
    }
    for (Path named : ManifestClassPath.of(file)) {
      if (named.toString().endsWith(".jar")
          && Objects.equals(named.getParent(), file.getParent())
          && Files.isRegularFile(named, LinkOption.NOFOLLOW_LINKS)) {
        jar(named);
      }
    }
  }

  private Path path(String text) throws IOException {
    return path(directory, text);
  }

  private static Path path(Path folder, String text) throws IOException {
    try {
      return folder
          .resolve(text.startsWith("file:") ? Path.of(URI.create(text)).toString() : text)
          .normalize();
    } catch (IllegalArgumentException e) {
      // No path, or no URI of a file.
      throw new IOException("'" + text + "' is no file's name", e);
    }
  }
}
