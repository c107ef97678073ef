package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.image.Architecture;
import io.github.mavensandbox.it.maven.Maven;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OrdinaryUser;
import io.github.mavensandbox.it.maven.Placeholders;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.surefire.namespaces.KernelPart;
import io.github.mavensandbox.surefire.namespaces.Machine;
import io.github.mavensandbox.surefire.namespaces.MachineCheck;
import io.github.mavensandbox.tools.HostTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code doctor}, in a folder without a project. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DoctorIT {

  private static final String GOAL =
      Placeholders.replacedIn("@project.groupId@:@project.artifactId@:@project.version@:doctor");

  private static final String NO_ENGINE = "-Dsandbox.engine=/there/is/none";

  @TempDir private static Path folder;
  private static Path users;
  private static OrdinaryUser user;
  private static MavenRun withEngine;
  private static TestProject nowhere;

  /** What the goal needs has to be in the repository before that is the ordinary user's. */
  @BeforeAll
  static void make() throws Exception {
    folder = folder.toRealPath();
    withEngine =
        new TestProject(Files.createDirectory(folder.resolve("own")), Optional.empty())
            .run(GOAL, "-Dsandbox.engine=" + EngineUnderTest.program());
    // A name that no other build's processes have.
    users = Files.createTempDirectory(folder, "users");
    user = OrdinaryUser.in(users);
    nowhere = new TestProject(users.resolve("nowhere"), Optional.of(user));
  }

  private static CommandLine doctor(String... more) throws Exception {
    return nowhere.maven(GOAL, "--offline").with(more);
  }

  @Test
  void an_engine_that_works_will_do_for_all_goals() {
    assertThat(withEngine.hasSucceeded()).as(withEngine.output()).isTrue();
    String name = EngineUnderTest.isPodman() ? "Podman" : "Docker";
    assertThat(withEngine.lines())
        .anyMatch(line -> line.matches("\\[INFO] containers  " + name + " +ok \\([0-9].*"))
        .anyMatch(line -> line.contains("containers  " + name + ": base image "))
        .anyMatch(line -> line.matches("\\[INFO] tests run in .*; run, build and test use .*"));
  }

  @Test
  void root_is_told_that_namespaces_are_for_others() {
    assumeTrue(OrdinaryUser.isOther(), "only root is root");

    assertThat(withEngine.lines())
        .anyMatch(
            line ->
                line.matches(
                    "\\[WARN.*] namespaces  ordinary user +missing \\(Maven runs as root.*"
                        + "Mend it: run Maven as an ordinary user"))
        .anyMatch(line -> line.contains("] tests run in containers of "));
  }

  @Test
  void an_ordinary_user_without_an_engine_has_namespaces() throws Exception {
    MavenRun run = MavenRun.awaited(doctor(NO_ENGINE).start());

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    for (String what : List.of("user namespaces", "overlays", "match hashlimit", "firewall")) {
      assertThat(run.lines())
          .anyMatch(line -> line.matches("\\[INFO] namespaces  " + what + " +ok"));
    }
    assertThat(run.lines())
        .anyMatch(
            line ->
                line.matches(
                    "\\[WARN.*] containers  /there/is/none +missing \\(there is no such file, .*"))
        .contains(
            "[INFO] tests run in namespaces; run, build and test need an engine: install Docker,"
                + " or Podman, which needs no daemon");
    assertThat(user.sandboxes()).isEmpty();
  }

  @Test
  void a_machine_that_refuses_namespaces_and_has_no_engine_fails_it() throws Exception {
    assertThat(MavenRun.awaited(doctor(NO_ENGINE).start()).hasSucceeded()).isTrue();

    MavenRun run =
        MavenRun.awaited(
            doctor(NO_ENGINE).by(user.refusedNamespaces(users.resolve("filter"))).start());

    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(run.lines())
        .anyMatch(
            line ->
                line.matches(
                    "\\[WARN.*] namespaces  user namespaces +missing \\(a filter of system calls"
                        + " \\(seccomp\\) is in force.*Mend it: run Maven outside of that container"))
        .anyMatch(line -> line.matches("\\[INFO] namespaces  overlays +unknown: not tried.*"));
    assertThat(run.failures())
        .singleElement()
        .asString()
        .contains(
            "no sandbox works here: namespaces lack user namespaces; containers lack"
                + " /there/is/none; mend either");
    assertThat(user.sandboxes()).isEmpty();
  }

  @Test
  void of_the_kernels_parts_the_one_that_is_missing_is_named() throws Exception {
    Path bundle;
    String name = "-tools-linux-" + Architecture.ofThisMachine().label() + ".tar.gz";
    try (Stream<Path> files = Files.walk(Maven.repository())) {
      bundle = files.filter(file -> file.toString().endsWith(name)).findFirst().orElseThrow();
    }
    HostTools tools = HostTools.open(bundle, folder.resolve("own/cache"));
    Machine machine = new Machine(folder, folder, "user", 1, 1, "localhost", List.of(), List.of());
    String table = "*filter\n-A OUTPUT -m hashlimit --no-such-option -j DROP\nCOMMIT\n";
    List<KernelPart> parts = new ArrayList<>(KernelPart.ALL);
    parts.add(4, new KernelPart("ipset hash:none", "", "", "create a hash:none\n", "", ""));
    parts.add(9, new KernelPart("IPv4 rule", "", "", "", table, ""));
    parts.add(new KernelPart("IPv6 rule", "", "", "", "", table));
    parts.add(new KernelPart("interface", "", "link add name one type none\n", "", "", ""));
    try (MachineCheck check =
        new MachineCheck(tools, machine, Files.createDirectories(folder.resolve("own/a/b")))) {
      assertThat(check.missing(parts))
          .extracting(missing -> missing.part().name())
          .containsExactly("ipset hash:none", "IPv4 rule", "IPv6 rule", "interface");
    }
    assertThat(folder.resolve("own/a")).doesNotExist();
  }
}
