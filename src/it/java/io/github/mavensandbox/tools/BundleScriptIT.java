package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the bundles are made. The packages come from the cache that the build has filled. */
class BundleScriptIT {

  @TempDir Path home;

  private BundleScript script;

  @BeforeEach
  void copyTheScript() throws IOException {
    script = new BundleScript(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64"})
  void makesTheSameBytesWhereverAndByWhomeverItIsRun(String architecture) throws Exception {
    fillCache(architecture);

    Map<String, String> elsewhere =
        Map.of("TZ", "Asia/Tokyo", "LC_ALL", "C.UTF-8", "TAR_OPTIONS", "--verbose", "GZIP", "-9");
    Ended ended = script.run(architecture, "077", elsewhere);

    assertThat(ended).isEqualTo(new Ended(0, "", ""));
    assertThat(script.bundle(architecture)).hasSameBinaryContentAs(Bundle.file(architecture));
  }

  @Test
  void findsThePackagesOfAnyMirrorAndOfItsPoolForSecurityUpdates() throws Exception {
    for (LockedPackage line : script.lock("amd64")) {
      String pool = line.name().equals("libc6") ? "pool/updates/main" : "pool/main";
      Path directory = script.mirror().resolve(pool).resolve(line.directory());
      Files.createDirectories(directory);
      Files.copy(BundleScript.fetched(line), directory.resolve(line.fileName()));
    }

    Ended ended = script.run("amd64");

    assertThat(ended).isEqualTo(new Ended(0, "", ""));
    assertThat(script.bundle("amd64")).hasSameBinaryContentAs(Bundle.file("amd64"));
  }

  @Test
  void saysWhichPackageTheMirrorNoLongerHasAndWhatToDo() throws Exception {
    fillCache("amd64");
    LockedPackage gone = locked("util-linux");
    Files.delete(script.debs().resolve(gone.sha256() + ".deb"));

    Ended ended = script.run("amd64");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.stdout().lines()).hasSize(1);
    assertThat(ended.stdout())
        .contains("util-linux " + gone.version() + " (amd64)", "run src/tools/refresh-lock.sh");
    assertThat(script.bundle("amd64")).doesNotExist();
  }

  @Test
  void saysWhichPackageIsNotInTheLock() throws Exception {
    Path lock = home.resolve("tools/tools.lock");
    Files.write(
        lock,
        Files.readAllLines(lock).stream().filter(line -> !line.startsWith("ipset ")).toList());

    assertThat(script.run("amd64"))
        .isEqualTo(
            new Ended(
                1,
                "tools bundle: ipset (amd64) is not in tools.lock:"
                    + " run src/tools/refresh-lock.sh\n",
                ""));
  }

  @Test
  void refusesAPackageThatIsNotTheOneInTheLock() throws Exception {
    fillCache("amd64");
    LockedPackage forged = locked("libmnl0");
    Files.delete(script.debs().resolve(forged.sha256() + ".deb"));
    Path directory = script.mirror().resolve("pool/main").resolve(forged.directory());
    Files.createDirectories(directory);
    Files.copy(BundleScript.fetched(locked("libnfnetlink0")), directory.resolve(forged.fileName()));

    Ended ended = script.run("amd64");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.stdout().lines()).hasSize(1);
    assertThat(ended.stdout()).contains(forged.fileName(), "is not the package", forged.sha256());
    assertThat(script.debs().resolve(forged.sha256() + ".deb")).doesNotExist();
    assertThat(script.bundle("amd64")).doesNotExist();
  }

  @Test
  void doesNotTrustACacheThatWasChanged() throws Exception {
    fillCache("amd64");
    LockedPackage damaged = locked("libmnl0");
    Path deb = script.debs().resolve(damaged.sha256() + ".deb");
    Files.delete(deb);
    Files.writeString(deb, "half of a download");

    Ended ended = script.run("amd64");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.stdout()).contains("libmnl0 " + damaged.version());
  }

  @Test
  void makesAnUnchangedBundleOnlyOnceAndThenNeedsNoPackages() throws Exception {
    fillCache("amd64");
    script.run("amd64");
    Path bundle = script.bundle("amd64");
    FileTime made = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(bundle, made);
    for (LockedPackage line : script.lock("amd64")) {
      Files.delete(script.debs().resolve(line.sha256() + ".deb"));
    }

    assertThat(script.run("amd64")).isEqualTo(new Ended(0, "", ""));
    assertThat(Files.getLastModifiedTime(bundle)).isEqualTo(made);

    Files.delete(bundle);
    assertThat(script.run("amd64")).isEqualTo(new Ended(0, "", ""));
    assertThat(bundle).hasSameBinaryContentAs(Bundle.file("amd64"));
  }

  @Test
  void refusesAnArchitectureThatThereAreNoToolsFor() throws Exception {
    assertThat(script.run("riscv64"))
        .isEqualTo(
            new Ended(
                1,
                "tools bundle: no bundle for the architecture 'riscv64':"
                    + " it is made for amd64 and arm64\n",
                ""));
  }

  private LockedPackage locked(String name) throws IOException {
    return script.lock("amd64").stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void fillCache(String architecture) throws IOException {
    for (LockedPackage line : script.lock(architecture)) {
      Files.copy(BundleScript.fetched(line), script.debs().resolve(line.sha256() + ".deb"));
    }
  }
}
