package io.github.mavensandbox.mojo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.surefire.namespaces.KernelPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespaceDoctorTest {

  private static final String CONTAINERS = "prepare uses containers, or fails without an engine";

  @TempDir private Path proc;

  private Diagnosis examine(FakeTrials trials) throws Exception {
    return new NamespaceDoctor(trials, new KernelSettings(proc)).examine();
  }

  private static String line(Diagnosis diagnosis, String what) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private void set(String setting, String value) throws Exception {
    Path file = proc.resolve(setting);
    Files.createDirectories(file.getParent());
    Files.writeString(file, value + "\n");
  }

  @Test
  void where_all_is_there_each_requirement_has_a_line() throws Exception {
    FakeTrials trials = new FakeTrials();

    Diagnosis diagnosis = examine(trials);

    assertThat(diagnosis.works()).isTrue();
    assertThat(diagnosis.findings())
        .allMatch(finding -> finding.state() == Finding.State.OK)
        .extracting(Finding::what)
        .contains("Linux", "ordinary user", "HOME", "user namespaces", "overlays", "/dev/net/tun")
        .containsAll(KernelPart.ALL.stream().map(KernelPart::name).toList());
    // Parts are only tried where the whole fails.
    assertThat(trials.called).doesNotContain("parts").endsWith("end");
  }

  @Test
  void the_columns_are_aligned() throws Exception {
    Diagnosis diagnosis = examine(new FakeTrials());

    assertThat(diagnosis.findings())
        .map(finding -> diagnosis.line(finding, 20))
        .contains("namespaces  Linux                 ok", "namespaces  user namespaces       ok");
  }

  @Test
  void another_system_has_no_tests_in_any_sandbox() throws Exception {
    FakeTrials trials = new FakeTrials();
    trials.system = "Mac OS X";

    Diagnosis diagnosis = examine(trials);

    assertThat(diagnosis.lacking()).containsExactly("Linux");
    assertThat(line(diagnosis, "Linux"))
        .isEqualTo(
            "missing (Mac OS X): prepare runs on Linux only, with either kind of sandbox."
                + " Mend it: run Maven in a Linux VM, a container or WSL");
    assertThat(trials.called).containsExactly("end");
  }

  @Test
  void root_has_none_and_nothing_else_is_tried() throws Exception {
    FakeTrials trials = new FakeTrials("ordinary user");

    Diagnosis diagnosis = examine(trials);

    assertThat(diagnosis.lacking()).containsExactly("ordinary user");
    assertThat(line(diagnosis, "ordinary user"))
        .isEqualTo(
            "missing (no ordinary user): %s. Mend it: run Maven as an ordinary user"
                .formatted(CONTAINERS));
    assertThat(line(diagnosis, "user namespaces"))
        .isEqualTo("unknown: not tried, since there is no sandbox without: ordinary user");
    assertThat(trials.called).containsExactly("ordinary user", "end");
  }

  @Test
  void a_user_without_a_home_is_told_what_to_set() throws Exception {
    assertThat(line(examine(new FakeTrials("home")), "HOME"))
        .isEqualTo(
            "missing (no home): %s. Mend it: set HOME to a folder that this user owns"
                .formatted(CONTAINERS));
  }

  @Test
  void tools_that_cannot_be_kept_say_themselves_what_to_do() throws Exception {
    assertThat(line(examine(new FakeTrials("tools")), "cache folder"))
        .isEqualTo("missing (no tools; mend tools): " + CONTAINERS);
  }

  @Test
  void settings_that_refuse_namespaces_are_named_with_the_command_that_changes_them()
      throws Exception {
    set("sys/user/max_user_namespaces", "0");
    set("sys/user/max_net_namespaces", "96365");
    set("sys/kernel/unprivileged_userns_clone", "0");
    set("sys/kernel/apparmor_restrict_unprivileged_userns", "1");
    set("self/status", "NoNewPrivs:\t1\nSeccomp:\t0\nSeccomp_filters:\t0");

    Diagnosis diagnosis = examine(new FakeTrials("namespaces"));

    assertThat(diagnosis.lacking()).containsExactly("user namespaces");
    assertThat(line(diagnosis, "overlays")).startsWith("unknown: not tried");
    assertThat(line(diagnosis, "user namespaces"))
        .isEqualTo(
            "missing (user.max_user_namespaces is 0; kernel.unprivileged_userns_clone is 0;"
                + " kernel.apparmor_restrict_unprivileged_userns is 1; no namespaces): "
                + CONTAINERS
                + ". Mend it: sudo sysctl -w user.max_user_namespaces=15000;"
                + " sudo sysctl -w kernel.unprivileged_userns_clone=1;"
                + " sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
  }

  @Test
  void a_filter_of_system_calls_is_named() throws Exception {
    set("self/status", "NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1");

    assertThat(line(examine(new FakeTrials("namespaces")), "user namespaces"))
        .startsWith("missing (a filter of system calls (seccomp) is in force, as in a container; ")
        .endsWith("Mend it: run Maven outside of that container");
  }

  @Test
  void settings_that_admit_namespaces_are_no_reason() throws Exception {
    set("sys/user/max_user_namespaces", "96365");
    set("sys/kernel/unprivileged_userns_clone", "1");
    set("sys/kernel/apparmor_restrict_unprivileged_userns", "0");

    assertThat(line(examine(new FakeTrials("namespaces")), "user namespaces"))
        .isEqualTo("missing (no namespaces; mend namespaces): " + CONTAINERS);
  }

  @Test
  void overlays_are_told_from_namespaces() throws Exception {
    Diagnosis diagnosis = examine(new FakeTrials("overlays"));

    assertThat(diagnosis.lacking()).containsExactly("overlays");
    assertThat(line(diagnosis, "user namespaces")).isEqualTo("ok");
    assertThat(line(diagnosis, "overlays")).startsWith("missing (no overlays): " + CONTAINERS);
  }

  @Test
  void what_the_kernel_lacks_of_a_firewall_is_named() throws Exception {
    Diagnosis diagnosis =
        examine(new FakeTrials("firewall", "match hashlimit", "ipset hash:net,port"));

    assertThat(diagnosis.lacking())
        .containsExactly("ipset hash:net,port", "match hashlimit", "firewall");
    assertThat(line(diagnosis, "match hashlimit"))
        .isEqualTo(
            "missing (no match hashlimit): %s. Mend it: sudo modprobe -a xt_hashlimit, or install the package with the kernel's other modules"
                .formatted(CONTAINERS));
    assertThat(line(diagnosis, "match conntrack")).isEqualTo("ok");
  }

  @Test
  void a_firewall_that_fails_for_another_reason_says_it() throws Exception {
    Diagnosis diagnosis = examine(new FakeTrials("firewall"));

    assertThat(diagnosis.lacking()).containsExactly("firewall");
    assertThat(line(diagnosis, "firewall"))
        .isEqualTo("missing (no firewall; mend firewall): " + CONTAINERS);
  }

  @Test
  void without_the_device_a_policy_that_allows_nothing_still_works() throws Exception {
    FakeTrials trials = new FakeTrials("way out");
    Diagnosis closed = examine(trials);
    trials.device = false;
    Diagnosis absent = examine(trials);

    assertThat(List.of(closed, absent)).allMatch(Diagnosis::works);
    assertThat(line(closed, "/dev/net/tun"))
        .isEqualTo(
            "missing: a policy that allows addresses needs it, and so does an audit; %s. Mend it: sudo chmod 0666 /dev/net/tun"
                .formatted(CONTAINERS));
    assertThat(line(absent, "/dev/net/tun")).endsWith("Mend it: sudo modprobe tun");
  }

  @Test
  void little_space_is_said_and_no_folder_of_the_build_is_passed_over() throws Exception {
    FakeTrials trials = new FakeTrials("folders");
    trials.space = 30_000_000;

    Diagnosis diagnosis = examine(trials);

    assertThat(line(diagnosis, "space in the cache")).startsWith("missing (30 MB): what tests");
    assertThat(diagnosis.lacking()).containsExactly("folders of the build");
  }
}
