package io.github.mavensandbox.tools;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The programs that make namespaces on the machine that runs Maven, unpacked once per user and
 * bundle, and checked at each use.
 *
 * <p>They are started by their own paths, with the bundle's own loader written into them.
 */
public final class HostTools {

  private static final String SANDBOX = "sandbox";
  private static final String LOADER = "sandbox/lib/ld.so";
  private static final String PROGRAMS = "namespaces/bin";
  private static final String LIBRARIES = "namespaces/lib";

  private static final Predicate<String> WANTED =
      Pattern.compile("(sandbox|namespaces)/(bin|lib)/.*").asMatchPredicate();

  /** What separates folders, or is expanded, in {@code LD_LIBRARY_PATH}. */
  private static final Pattern NOT_IN_LIBRARY_PATHS = Pattern.compile("[:;$]");

  /** A bundle's name, size and time, and what makes it the seal, or one of several folders. */
  private static final Pattern PART =
      Pattern.compile(".+-tools-linux-.+-\\d+-\\d+\\.[A-Za-z0-9.-]+");

  private static final Pattern TEXT_FILE_BUSY = Pattern.compile("error[=:] ?26\\b");

  private static final String ELSEWHERE = "set XDG_CACHE_HOME to a folder ";

  private final Path folder;

  private HostTools(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks the tools, if the unpacked ones are missing or not as they were.
   *
   * @param bundle a {@code .tar.gz} with {@code sandbox/} and {@code namespaces/} in it
   * @param cache a folder that only the user can write to; made when it is missing
   * @throws ToolsException if the folder is not safe or cannot have programs, or the bundle is
   *     damaged or for another processor
   */
  public static HostTools open(Path bundle, Path cache) throws ToolsException {
    Path root = PrivateFolder.open(cache);
    if (NOT_IN_LIBRARY_PATHS.matcher(root.toString()).find()) {
      throw new ToolsException(
          "the dynamic loader takes no libraries from a folder with ':', ';' or '$' in its name: "
              + root
              + "; "
              + ELSEWHERE
              + "without");
    }
    try {
      String name = name(bundle);
      Seal seal = new Seal(root.resolve(name + ".seal"), name + ".");
      Optional<Path> unbroken = seal.unbroken();
      return new HostTools(unbroken.isPresent() ? unbroken.get() : made(bundle, seal));
    } catch (ToolsException e) {
      throw e;
    } catch (IOException e) {
      throw new ToolsException(
          "cannot unpack the tools %s to %s: %s; there must be 12 MB of room, else %swith it"
              .formatted(bundle, root, e.getMessage(), ELSEWHERE),
          e);
    }
  }

  /** Returns whether a file or folder of this name in the cache belongs to unpacked tools. */
  public static boolean isPart(String name) {
    return PART.matcher(name).matches();
  }

  /** Returns the absolute path of {@code bwrap}, {@code ip} or another of the programs. */
  public Path program(String name) {
    return folder.resolve(PROGRAMS).resolve(name);
  }

  /** Returns the folder that is {@code /sandbox} in images, with programs and libraries only. */
  public Path sandbox() {
    return folder.resolve(SANDBOX);
  }

  /** Returns the folder of the other programs and libraries. */
  public Path namespaces() {
    return folder.resolve("namespaces");
  }

  /** Returns what the programs need to be told; what they start is better off without it. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_LIBRARY_PATH", folder.resolve(LIBRARIES) + ":" + folder.resolve(SANDBOX + "/lib"));
  }

  /** Not by the digest of its content, which takes longer than all the rest. */
  private static String name(Path bundle) throws IOException {
    return "%s-%d-%d"
        .formatted(
            bundle.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_"),
            Files.size(bundle),
            Files.getLastModifiedTime(bundle).toMillis());
  }

  private static Path made(Path bundle, Seal seal) throws IOException {
    seal.removeBroken();
    Path root = seal.file().getParent();
    Path folder = Files.createTempDirectory(root, seal.prefix(), PrivateFolder.OWNER_ONLY);
    try {
      BundleReader.unpack(bundle, WANTED, folder, (file, content) -> write(folder, file, content));
      HostTools tools = new HostTools(folder);
      tools.checkProcessor(bundle);
      tools.checkStart();
      if (seal.put(folder)) {
        return folder;
      }
    } catch (IOException | RuntimeException e) {
      FolderRemoval.remove(folder);
      throw e;
    }
    Optional<Path> others = seal.unbroken();
    if (others.isPresent()) {
      FolderRemoval.remove(folder);
    }
    return others.orElse(folder);
  }

  private static void write(Path folder, Path file, InputStream content) throws IOException {
    boolean own = file.startsWith(folder.resolve(PROGRAMS));
    boolean program =
        own
            || file.startsWith(folder.resolve(SANDBOX + "/bin"))
            || file.equals(folder.resolve(LOADER));
    byte[] bytes = content.readAllBytes();
    if (own) {
      try {
        bytes = ElfInterpreter.replace(bytes, asInFileSystem(folder.resolve(LOADER)));
      } catch (IOException e) {
        throw new IOException(folder.relativize(file) + ": " + e.getMessage(), e);
      }
    }
    Files.write(file, bytes);
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(program ? "r-x------" : "r--------"));
  }

  private static byte[] asInFileSystem(Path path) {
    return path.toString().getBytes(Charset.forName(System.getProperty("sun.jnu.encoding")));
  }

  private void checkProcessor(Path bundle) throws IOException {
    Path loader = folder.resolve(LOADER);
    if (!Files.exists(loader) || !Files.exists(program("prlimit"))) {
      throw new ToolsException("tools bundle " + bundle + " has no programs that make namespaces");
    }
    int machine = ElfInterpreter.machine(Files.readAllBytes(loader));
    String own = System.getProperty("os.arch");
    int wanted = own.equals("aarch64") ? ElfInterpreter.AARCH64 : ElfInterpreter.X86_64;
    if (machine != wanted || !List.of("amd64", "aarch64").contains(own)) {
      throw new ToolsException(
          "the tools %s are for another processor than this machine's (%s)".formatted(bundle, own));
    }
  }

  /** Starts a program, before a first use finds out that none can be started. */
  private void checkStart() throws IOException {
    try {
      start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void start() throws IOException, InterruptedException {
    String program = program("prlimit").toString();
    ProcessBuilder builder = new ProcessBuilder(program, "--version").redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment());
    Process process;
    try {
      process = started(builder);
    } catch (IOException e) {
      throw new ToolsException(
          "programs in %s cannot be started (%s); where its file system is mounted noexec, %s"
                  .formatted(folder.getParent(), e.getMessage(), ELSEWHERE)
              + "whose programs may be started",
          e);
    }
    try (InputStream output = process.getInputStream()) {
      // Its few words do not fill the pipe; to wait for their end could take for ever.
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new ToolsException(program + " does not end on this machine");
      }
      String printed = new String(output.readAllBytes(), Charset.defaultCharset()).strip();
      if (process.exitValue() != 0) {
        throw new ToolsException(program + " does not run on this machine: " + printed);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Starts a program that was just written. When another thread starts one meanwhile, that one has
   * the file still open for writing, until it has become its own program.
   */
  private static Process started(ProcessBuilder builder) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return builder.start();
      } catch (IOException e) {
        if (attempt == 100 || !TEXT_FILE_BUSY.matcher(String.valueOf(e.getMessage())).find()) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }
}
