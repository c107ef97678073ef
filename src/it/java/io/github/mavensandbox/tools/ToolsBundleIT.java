package io.github.mavensandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(namesIn("bin"))
        .containsExactlyInAnyOrder(
            "busybox", "env", "ipset", "setpriv", "timeout", "ulogd", "xtables-nft-multi");
  }

  @Test
  void hasEveryExtensionThatTheRulesUse() {
    assertThat(namesIn("lib/xtables"))
        .contains(
            "libip6t_REJECT.so",
            "libip6t_hl.so",
            "libip6t_icmp6.so",
            "libipt_REJECT.so",
            "libipt_icmp.so",
            "libxt_CONNMARK.so",
            "libxt_NFLOG.so",
            "libxt_addrtype.so",
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
    assertThat(namesIn("lib/ulogd"))
        .containsExactlyInAnyOrder(
            "ulogd_filter_IP2STR.so",
            "ulogd_inppkt_NFLOG.so",
            "ulogd_output_JSON.so",
            "ulogd_output_PCAP.so",
            "ulogd_raw2packet_BASE.so");
  }

  @Test
  void isForItsArchitecture() {
    assertThat(bundle.programs()).hasSizeGreaterThan(40);
    assertThat(bundle.programs().values()).extracting(ElfFile::machine).containsOnly(machine);
  }

  @Test
  void hasEveryLibraryThatAProgramAsksForUnderItsName() {
    Map<String, ElfFile> programs = bundle.programs();
    Map<String, String> provided =
        programs.entrySet().stream()
            .filter(entry -> entry.getKey().matches("lib/[^/]+"))
            .collect(
                Collectors.toMap(
                    entry -> entry.getValue().soname().orElseThrow(), Map.Entry::getKey));

    List<String> missing = new ArrayList<>();
    programs.forEach(
        (path, program) ->
            program.needed().stream()
                .filter(name -> !provided.containsKey(name))
                .forEach(name -> missing.add(path + " needs " + name)));

    assertThat(missing).isEmpty();
    // The loader is asked for by its own name too, and answers to it wherever its file lies.
    assertThat(provided)
        .allSatisfy((soname, path) -> assertThat(path).isIn("lib/" + soname, "lib/ld.so"));
    assertThat(programs.get("bin/busybox").needed()).as("busybox is static").isEmpty();
  }

  @Test
  void hasNoLibraryThatNothingAsksFor() {
    Map<String, ElfFile> programs = bundle.programs();
    assertThat(programs.values().stream().flatMap(program -> program.needed().stream()).distinct())
        .containsAll(namesIn("lib").stream().filter(name -> !name.equals("ld.so")).toList());
  }

  @Test
  void consistsOfPlainFilesAndDirectoriesUnderSandboxThatRootOwns() {
    assertThat(bundle.entries())
        .allSatisfy(
            (name, entry) -> {
              TarArchiveEntry header = entry.header();
              assertThat(name).startsWith("sandbox/").doesNotContain("..");
              assertThat(header.isDirectory() || header.isFile()).isTrue();
              assertThat(header.isLink() || header.isSymbolicLink()).isFalse();
              assertThat(header.getLongUserId()).isZero();
              assertThat(header.getLongGroupId()).isZero();
              assertThat(header.getMode() & 07777).isEqualTo(expectedMode(name, header));
            });
  }

  @Test
  void namesTheSourceAndTheLicenceOfEveryPackage() {
    List<String[]> packages =
        bundle
            .text("share/doc/PACKAGES")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(" "))
            .toList();

    assertThat(packages).hasSizeGreaterThan(15);
    assertThat(packages)
        .allSatisfy(
            fields -> {
              assertThat(fields).hasSize(6).doesNotContain("");
              assertThat(fields[2]).isEqualTo(architecture);
              assertThat(bundle.text("share/doc/" + fields[0] + "/copyright")).isNotBlank();
            });
    assertThat(packages)
        .as("the C library that is linked into busybox")
        .anySatisfy(
            fields -> {
              assertThat(fields[0]).isEqualTo("busybox-static");
              assertThat(fields[5]).startsWith("glibc=");
            });
  }

  @Test
  void hasTheTextOfEveryLicenceThatIsReferredTo() {
    TreeSet<String> referred =
        bundle.entries().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("/copyright"))
            .flatMap(entry -> LICENCE.matcher(entry.getValue().text()).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(referred).contains("GPL-2", "GPL-3", "LGPL-2.1");
    assertThat(namesIn("share/doc/common-licenses")).containsAll(referred);
    assertThat(bundle.text("share/doc/common-licenses/GPL-2"))
        .contains("GNU GENERAL PUBLIC LICENSE", "Version 2, June 1991");
  }

  private static int expectedMode(String name, TarArchiveEntry header) {
    boolean executable =
        header.isDirectory() || name.startsWith("sandbox/bin/") || name.equals("sandbox/lib/ld.so");
    return executable ? 0755 : 0644;
  }

  /** The names of the files right in a directory. */
  private List<String> namesIn(String directory) {
    String prefix = "sandbox/" + directory + "/";
    return bundle.entries().entrySet().stream()
        .filter(entry -> entry.getValue().header().isFile())
        .map(Map.Entry::getKey)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !name.contains("/"))
        .toList();
  }
}
