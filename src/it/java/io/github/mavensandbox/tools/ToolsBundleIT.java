package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the bundles; nothing of them is executed, so both architectures are looked at. */
@ParameterizedClass
@CsvSource({"amd64," + ElfFile.X86_64, "arm64," + ElfFile.AARCH64})
class ToolsBundleIT {

  private static final Pattern LICENCE =
      Pattern.compile("/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9])");

  private final String architecture;
  private final int machine;
  private final Bundle bundle;

  ToolsBundleIT(String architecture, int machine) throws IOException {
    this.architecture = architecture;
    this.machine = machine;
    this.bundle = Bundle.read(architecture);
  }

  @Test
  void hasEveryProgramThatTheEntrypointStarts() {
    assertThat(namesIn("sandbox/bin"))
        .containsExactlyInAnyOrder(
            "busybox", "env", "ipset", "setpriv", "timeout", "tini", "ulogd", "xtables-nft-multi");
  }

  @Test
  void hasEveryProgramThatMakesNamespaces() {
    assertThat(namesIn("namespaces/bin"))
        .contains("bwrap", "ip", "pasta", "prlimit")
        .hasSize(architecture.equals("amd64") ? 5 : 4);
  }

  @Test
  void hasEveryExtensionThatTheRulesUse() {
    assertThat(namesIn("sandbox/lib/xtables"))
        .contains(
            "libip6t_REJECT.so",
            "libip6t_hl.so",
            "libip6t_icmp6.so",
            "libipt_REJECT.so",
            "libipt_icmp.so",
            "libxt_CONNMARK.so",
            "libxt_NFLOG.so",
            "libxt_connmark.so",
            "libxt_conntrack.so",
            "libxt_hashlimit.so",
            "libxt_pkttype.so",
            "libxt_set.so",
            "libxt_standard.so",
            "libxt_tcp.so",
            "libxt_udp.so");
  }

  @Test
  void hasEveryPluginThatTheRecordUses() {
    assertThat(namesIn("sandbox/lib/ulogd"))
        .containsExactlyInAnyOrder(
            "ulogd_filter_IP2STR.so",
            "ulogd_inppkt_NFLOG.so",
            "ulogd_output_JSON.so",
            "ulogd_output_PCAP.so",
            "ulogd_raw2packet_BASE.so");
  }

  @Test
  void isForItsArchitecture() {
    assertThat(bundle.programs()).hasSizeGreaterThan(55);
    assertThat(bundle.programs().values()).extracting(ElfFile::machine).containsOnly(machine);
  }

  @Test
  void imagesHaveEveryLibraryThatAProgramAsksForUnderItsName() {
    assertThat(missing("sandbox/", "sandbox/lib/")).isEmpty();
    assertThat(bundle.programs().get("sandbox/bin/busybox").needed())
        .as("busybox is static")
        .isEmpty();
  }

  @Test
  void programsThatMakeNamespacesHaveTheirLibrariesInEitherHalf() {
    assertThat(missing("namespaces/", "sandbox/lib/"))
        .as("the check finds what is missing")
        .contains("namespaces/bin/bwrap needs libcap.so.2");
    assertThat(missing("namespaces/", "namespaces/lib/", "sandbox/lib/")).isEmpty();
  }

  @Test
  void hasNoLibraryThatNothingAsksForAndNoneTwice() {
    List<String> libraries =
        Stream.concat(namesIn("sandbox/lib").stream(), namesIn("namespaces/lib").stream())
            .filter(name -> !name.equals("ld.so"))
            .toList();
    assertThat(libraries).doesNotHaveDuplicates();
    assertThat(neededBy("sandbox/"))
        .containsAll(namesIn("sandbox/lib").stream().filter(libraries::contains).toList());
    assertThat(neededBy("namespaces/")).containsAll(namesIn("namespaces/lib"));
  }

  @Test
  void consistsOfPlainFilesAndDirectoriesThatRootOwns() {
    assertThat(bundle.entries())
        .allSatisfy(
            (name, entry) -> {
              TarArchiveEntry header = entry.header();
              assertThat(name).matches("(sandbox|namespaces)/.*").doesNotContain("..");
              assertThat(header.isDirectory() || header.isFile()).isTrue();
              assertThat(header.isLink() || header.isSymbolicLink()).isFalse();
              assertThat(header.getLongUserId()).isZero();
              assertThat(header.getLongGroupId()).isZero();
              assertThat(header.getMode() & 07777).isEqualTo(expectedMode(name, header));
            });
  }

  @ParameterizedTest
  @CsvSource({"sandbox, 20", "namespaces, 13"})
  void namesTheSourceAndTheLicenceOfEveryPackage(String half, int count) {
    List<String[]> packages =
        bundle
            .text(half + "/share/doc/PACKAGES")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" "))
            .toList();

    assertThat(packages).hasSize(count);
    assertThat(packages)
        .allSatisfy(
            fields -> {
              assertThat(fields).hasSize(6).doesNotContain("");
              assertThat(fields[2]).isEqualTo(architecture);
              assertThat(bundle.text(half + "/share/doc/" + fields[0] + "/copyright")).isNotBlank();
            });
  }

  @Test
  void namesTheSourceOfTheLibraryThatIsLinkedIntoBusybox() {
    assertThat(bundle.text("sandbox/share/doc/PACKAGES"))
        .containsPattern("(?m)^busybox-static .* glibc=[^ ]+$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "namespaces"})
  void hasTheTextOfEveryLicenceThatIsReferredTo(String half) {
    TreeSet<String> referred =
        bundle.entries().entrySet().stream()
            .filter(entry -> entry.getKey().matches(half + "/.*/copyright"))
            .flatMap(entry -> LICENCE.matcher(entry.getValue().text()).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(referred).contains("GPL-2", "GPL-3", "LGPL-2.1");
    assertThat(namesIn(half + "/share/doc/common-licenses")).containsAll(referred);
    assertThat(bundle.text(half + "/share/doc/common-licenses/GPL-2"))
        .contains("GNU GENERAL PUBLIC LICENSE", "Version 2, June 1991");
  }

  /**
   * What programs and libraries below a folder ask for, and no file in these folders answers to.
   */
  private List<String> missing(String asking, String... folders) {
    Map<String, ElfFile> programs = bundle.programs();
    Set<String> provided = new TreeSet<>();
    programs.forEach(
        (path, program) -> {
          String folder = path.substring(0, path.lastIndexOf('/') + 1);
          if (List.of(folders).contains(folder)) {
            String soname = program.soname().orElseThrow();
            // The loader is asked for by its own name too, and answers to it wherever its file is.
            assertThat(path).isIn(folder + soname, "sandbox/lib/ld.so");
            provided.add(soname);
          }
        });
    List<String> missing = new ArrayList<>();
    programs.forEach(
        (path, program) ->
            program.needed().stream()
                .filter(name -> path.startsWith(asking) && !provided.contains(name))
                .forEach(name -> missing.add(path + " needs " + name)));
    return missing;
  }

  /** The names of all libraries that programs and libraries below a folder ask for. */
  private Set<String> neededBy(String asking) {
    return bundle.programs().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(asking))
        .flatMap(entry -> entry.getValue().needed().stream())
        .collect(Collectors.toSet());
  }

  private static int expectedMode(String name, TarArchiveEntry header) {
    boolean executable =
        header.isDirectory()
            || name.matches("(sandbox|namespaces)/bin/.*")
            || name.equals("sandbox/lib/ld.so");
    return executable ? 0755 : 0644;
  }

  /** The names of the files right in a directory. */
  private List<String> namesIn(String directory) {
    String prefix = directory + "/";
    return bundle.entries().entrySet().stream()
        .filter(entry -> entry.getValue().header().isFile())
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !name.contains("/"))
        .toList();
  }
}
