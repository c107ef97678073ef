package io.github.mavensandbox.mojo.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What refuses namespaces to this process, as far as the kernel says it.
 *
 * @param proc {@code /proc}
 */
record KernelSettings(Path proc) {

  /** How many there may be: with none of any of these there is no sandbox. */
  private static final List<String> NUMBERS =
      List.of("user", "net", "mnt", "pid", "ipc", "uts").stream()
          .map("user.max_%s_namespaces"::formatted)
          .toList();

  /** More than a build has at a time. */
  private static final String ENOUGH = "15000";

  /** Filters of system calls: none is 0. */
  private static final String SECCOMP = "Seccomp:";

  /**
   * One of them.
   *
   * @param reason what it is
   * @param remedy what to do about it
   */
  record Refusal(String reason, String remedy) {}

  List<Refusal> refusals() throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    for (String number : NUMBERS) {
      refused(number, "0", ENOUGH).ifPresent(refusals::add);
    }
    refused("kernel.unprivileged_userns_clone", "0", "1").ifPresent(refusals::add);
    refused("kernel.apparmor_restrict_unprivileged_userns", "1", "0").ifPresent(refusals::add);
    if (isFiltered()) {
      refusals.add(
          new Refusal(
              "a filter of system calls (seccomp) is in force, as in a container",
              "run Maven outside of that container"));
    }
    return refusals;
  }

  private Optional<Refusal> refused(String setting, String refusing, String admitting)
      throws IOException {
    Path file = proc.resolve("sys").resolve(setting.replace('.', '/'));
    if (!Files.isReadable(file) || !Files.readString(file).strip().equals(refusing)) {
      return Optional.empty();
    }
    return Optional.of(
        new Refusal(
            setting + " is " + refusing, "sudo sysctl -w %s=%s".formatted(setting, admitting)));
  }

  private boolean isFiltered() throws IOException {
    Path status = proc.resolve("self/status");
    return Files.isReadable(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(SECCOMP))
            .anyMatch(line -> !line.substring(SECCOMP.length()).strip().equals("0"));
  }
}
