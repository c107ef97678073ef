package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostToolsTest {

  @TempDir Path folder;

  private Path bundle;
  private Path cache;

  @BeforeEach
  void makeABundle() throws IOException {
    bundle = MachinePrograms.write(MachinePrograms.bundle(), folder.resolve("tools.tar.gz"));
    cache = folder.resolve("a cache/own");
  }

  @Test
  void aProgramRunsAsItselfWithTheLoaderOfTheBundle() throws Exception {
    HostTools tools = HostTools.open(bundle, cache);

    String reader = tools.program("reader").toString();
    assertThat(MachinePrograms.run(tools.environment(), reader, "/proc/self/maps"))
        .contains(reader, tools.sandbox().resolve("lib/ld.so").toString())
        .endsWith("exit 0");
  }

  @Test
  void onlyTheUserCanReadAndNothingCanBeWritten() throws Exception {
    Path sandbox = HostTools.open(bundle, cache).sandbox();

    for (Path made = sandbox.getParent(); !made.equals(folder); made = made.getParent()) {
      assertThat(mode(made)).as(made.toString()).isEqualTo("rwx------");
    }
    assertThat(mode(sandbox.resolve("lib/ld.so"))).isEqualTo("r-x------");
    assertThat(mode(sandbox.resolve("bin/env"))).isEqualTo("r-x------");
    assertThat(sandbox.resolveSibling("namespaces/share")).doesNotExist();
  }

  @Test
  void theEnvironmentNamesTheFoldersOfLibrariesOnly() throws Exception {
    HostTools tools = HostTools.open(bundle, cache);

    Path unpacked = tools.sandbox().getParent();
    assertThat(tools.environment())
        .isEqualTo(
            Map.of("LD_LIBRARY_PATH", unpacked + "/namespaces/lib:" + unpacked + "/sandbox/lib"));
  }

  @Test
  void theyAreUnpackedOnce() throws Exception {
    Path first = HostTools.open(bundle, cache).sandbox();
    FileTime made = Files.getLastModifiedTime(first);

    assertThat(HostTools.open(bundle, cache).sandbox()).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(made);
  }

  @Test
  void anotherBundleIsUnpackedBesideTheFirst() throws Exception {
    Path first = HostTools.open(bundle, cache).sandbox();
    Map<String, byte[]> other = MachinePrograms.bundle();
    other.put("sandbox/bin/other", new byte[] {1});
    MachinePrograms.write(other, bundle);

    assertThat(HostTools.open(bundle, cache).sandbox().resolve("bin/other")).exists();
    assertThat(first.resolve("lib/ld.so")).exists();
  }

  @Test
  void aChangedFileIsNoticedThoughItsSizeAndTimeAreTheSame() throws Exception {
    Path env = HostTools.open(bundle, cache).sandbox().resolve("bin/env");
    FileTime time = Files.getLastModifiedTime(env);
    byte[] content = Files.readAllBytes(env);
    byte[] changed = content.clone();
    changed[100]++;
    Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rwx------"));
    Files.write(env, changed);
    Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("r-x------"));
    Files.setLastModifiedTime(env, time);

    Path again = HostTools.open(bundle, cache).sandbox().resolve("bin/env");

    assertThat(again).hasBinaryContent(content).isNotEqualTo(env);
    assertThat(env.getParent()).doesNotExist();
  }

  @Test
  void whatWasAddedOrRemovedOrRestoredIsNoticed() throws Exception {
    Path first = HostTools.open(bundle, cache).sandbox();
    Files.writeString(first.resolve("bin/more"), "more");
    Path second = HostTools.open(bundle, cache).sandbox();
    assertThat(second).isNotEqualTo(first);

    Files.delete(second.resolve("bin/env"));
    Path third = HostTools.open(bundle, cache).sandbox();
    assertThat(third.resolve("bin/env")).exists();

    Path copy = folder.resolve("copy");
    MachinePrograms.run(Map.of(), "/bin/cp", "-a", cache.toString(), copy.toString());
    FolderRemoval.remove(cache);
    Files.move(copy, cache);
    Path fourth = HostTools.open(bundle, cache).sandbox();
    assertThat(fourth).isNotEqualTo(third);
    assertThat(HostTools.open(bundle, cache).sandbox()).isEqualTo(fourth);
  }

  @Test
  void aSealThatLeadsElsewhereRemovesNothingThere() throws Exception {
    HostTools.open(bundle, cache);
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Path seal;
    try (Stream<Path> files = Files.list(cache)) {
      seal = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    String prefix = seal.getFileName().toString().replaceFirst("seal$", "");
    Files.writeString(seal, prefix + "/../../../precious\n");

    assertThat(HostTools.open(bundle, cache).sandbox()).exists();
    assertThat(precious).exists();
  }

  @Test
  void buildsThatUnpackAtTheSameTimeAllSucceed() throws Exception {
    int builds = 4;
    CyclicBarrier start = new CyclicBarrier(builds);
    Callable<String> build =
        () -> {
          start.await();
          HostTools tools = HostTools.open(bundle, cache);
          return MachinePrograms.run(
              tools.environment(), tools.program("prlimit").toString(), "started");
        };
    ExecutorService threads = Executors.newFixedThreadPool(builds);
    try {
      for (int round = 0; round < 10; round++) {
        List<Future<String>> ended = new ArrayList<>();
        for (int i = 0; i < builds; i++) {
          ended.add(threads.submit(build));
        }
        for (Future<String> end : ended) {
          assertThat(end.get()).isEqualTo("started\nexit 0");
        }
        assertThat(inCache()).hasSize(2);
        FolderRemoval.remove(cache);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCacheThatOthersCanWriteToIsRefused() throws Exception {
    Files.createDirectories(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwx---"));

    assertThatThrownBy(() -> HostTools.open(bundle, cache))
        .isInstanceOf(ToolsException.class)
        .hasMessageStartingWith("other users can write to " + cache + " (mode 0770)")
        .hasMessageContaining("run 'chmod go-w " + cache + "', or set XDG_CACHE_HOME");
  }

  @Test
  void aParentThatOthersCanWriteToIsRefusedUnlessItIsSticky() throws Exception {
    Path parent = Files.createDirectories(cache.getParent());
    MachinePrograms.run(Map.of(), "/bin/chmod", "0777", parent.toString());
    assertThatThrownBy(() -> HostTools.open(bundle, cache))
        .isInstanceOf(ToolsException.class)
        .hasMessageStartingWith("other users can write to " + parent + " (mode 0777)");
    assertThat(cache).doesNotExist();

    MachinePrograms.run(Map.of(), "/bin/chmod", "1777", parent.toString());
    assertThat(HostTools.open(bundle, cache).sandbox()).exists();
  }

  @Test
  void aLinkInAFolderThatOthersCanWriteToIsRefused() throws Exception {
    Path real = Files.createDirectories(folder.resolve("real"));
    Path open = Files.createDirectories(folder.resolve("open"));
    Path link = Files.createSymbolicLink(open.resolve("link"), real);
    assertThat(HostTools.open(bundle, link.resolve("own")).sandbox()).exists();

    MachinePrograms.run(Map.of(), "/bin/chmod", "0777", open.toString());
    assertThatThrownBy(() -> HostTools.open(bundle, link.resolve("own")))
        .hasMessageStartingWith("other users can write to " + open);
  }

  @Test
  void aFolderOfAnotherUserIsRefused() throws Exception {
    Files.createDirectories(cache);
    int user = (Integer) Files.getAttribute(cache, "unix:uid");

    assertThatThrownBy(() -> new PrivateFolder(user + 1).opened(cache.toRealPath()))
        .isInstanceOf(ToolsException.class)
        .hasMessageContaining("belongs to user " + user + " and you are " + (user + 1));
    assertThat(new PrivateFolder(user).opened(cache)).isEqualTo(cache.toRealPath());
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    Files.createDirectories(cache.getParent());
    Files.writeString(cache, "");

    assertThatThrownBy(() -> HostTools.open(bundle, cache))
        .isInstanceOf(ToolsException.class)
        .hasMessageStartingWith(cache + " is not a folder");
  }

  @Test
  void aNameThatCannotStandInALibraryPathIsRefused() {
    for (String name : List.of("a:b", "a;b", "a$LIB")) {
      assertThatThrownBy(() -> HostTools.open(bundle, folder.resolve(name)))
          .isInstanceOf(ToolsException.class)
          .hasMessageContaining("with ':', ';' or '$' in its name: " + folder.resolve(name));
    }
  }

  @Test
  void aBundleForAnotherProcessorIsRefused() throws Exception {
    Map<String, byte[]> files = MachinePrograms.bundle();
    files.get("sandbox/lib/ld.so")[18]++;
    MachinePrograms.write(files, bundle);

    refuses("are for another processor than this machine's");
  }

  @Test
  void aBundleOfImagesOnlyIsRefused() throws Exception {
    Map<String, byte[]> files = MachinePrograms.bundle();
    files.keySet().removeIf(name -> name.startsWith("namespaces/"));
    MachinePrograms.write(files, bundle);

    refuses("has no programs that make namespaces");
  }

  @Test
  void aProgramThatIsNoneIsRefused() throws Exception {
    Map<String, byte[]> files = MachinePrograms.bundle();
    files.put("namespaces/bin/script", "#!/bin/sh\n".getBytes());
    MachinePrograms.write(files, bundle);

    refuses("namespaces/bin/script: not an ELF file");
  }

  @Test
  void aBundleThatIsCutOffIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, java.util.Arrays.copyOf(whole, whole.length / 2));

    refuses("cannot unpack the tools " + bundle);
  }

  private void refuses(String why) throws IOException {
    assertThatThrownBy(() -> HostTools.open(bundle, cache))
        .isInstanceOf(ToolsException.class)
        .hasMessageContaining(why);
    assertThat(inCache()).as("nothing is left").isEmpty();
  }

  private List<Path> inCache() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
