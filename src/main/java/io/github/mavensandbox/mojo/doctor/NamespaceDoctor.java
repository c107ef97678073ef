package io.github.mavensandbox.mojo.doctor;

import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.surefire.namespaces.KernelPart;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;

/** Looks at what tests in namespaces require. */
public final class NamespaceDoctor {

  static final String LINUX = "Linux";
  static final String DEVICE = "/dev/net/tun";

  private static final String USER = "ordinary user";
  private static final String HOME = "HOME";
  private static final String TOOLS = "cache folder";
  private static final String SPACE = "space in the cache";
  private static final String FOLDERS = "folders of the build";
  private static final String NAMESPACES = "user namespaces";
  private static final String OVERLAYS = "overlays";
  private static final String FIREWALL = "firewall";

  private static final String CONTAINERS = "prepare uses containers, or fails without an engine";

  /** A build of some size writes as much; the tools are there already. */
  private static final long LITTLE_SPACE = 100_000_000;

  private final NamespaceTrials trials;
  private final KernelSettings settings;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> lacking = new ArrayList<>();

  /** Makes one for this machine. */
  public NamespaceDoctor(TrialsHere trials) {
    this(trials, new KernelSettings(Path.of("/proc")));
  }

  NamespaceDoctor(NamespaceTrials trials, KernelSettings settings) {
    this.trials = trials;
    this.settings = settings;
  }

  /** A trial that succeeds, with what it has found, or says why it does not. */
  @FunctionalInterface
  private interface Trial {
    String run() throws IOException, MojoExecutionException;
  }

  /** A trial that has nothing to say when it succeeds. */
  @FunctionalInterface
  private interface Check {
    void run() throws IOException, MojoExecutionException;
  }

  /** Tries everything, and returns what is there and what is missing. */
  public Diagnosis examine() throws IOException, PolicyException {
    try {
      system();
      need(USER, done(trials::refuseRoot), CONTAINERS, "run Maven as an ordinary user");
      boolean ordinary = lacking.isEmpty();
      need(
          HOME,
          () -> trials.home().toString(),
          CONTAINERS,
          "set HOME to a folder that this user owns");
      need(TOOLS, () -> trials.openTools().toString(), CONTAINERS, "");
      space();
      need(FOLDERS, done(trials::folders), CONTAINERS, "");
      namespaces();
      firewall();
      if (ordinary) {
        wayOut();
      }
    } finally {
      trials.end();
    }
    return new Diagnosis("namespaces", findings, lacking, "namespaces");
  }

  private void system() {
    if (trials.system().equals("Linux")) {
      findings.add(Finding.ok(LINUX, ""));
    } else {
      lack(
          Finding.missing(
              LINUX,
              trials.system(),
              "prepare runs on Linux only, with either kind of sandbox",
              "run Maven in a Linux VM, a container or WSL"));
    }
  }

  private static Trial done(Check check) {
    return () -> {
      check.run();
      return "";
    };
  }

  /** Tries something, unless something before it is missing. */
  private void need(String what, Trial trial, String means, String remedy) {
    if (passOver(what)) {
      return;
    }
    try {
      findings.add(Finding.ok(what, trial.run()));
    } catch (IOException | MojoExecutionException e) {
      lack(Finding.missing(what, remedy.isEmpty() ? said(e) : reason(e), means, remedy));
    }
  }

  /** Returns whether something before it is missing; says then that it was not tried. */
  private boolean passOver(String what) {
    if (lacking.isEmpty()) {
      return false;
    }
    findings.add(Finding.unknown(what, "not tried, since there is no sandbox without: " + first()));
    return true;
  }

  private String first() {
    return lacking.get(0);
  }

  private void lack(Finding finding) {
    findings.add(finding);
    lacking.add(finding.what());
  }

  private void space() throws IOException {
    if (lacking.isEmpty()) {
      long space = trials.space();
      String megabytes = space / 1_000_000 + " MB";
      findings.add(
          space >= LITTLE_SPACE
              ? Finding.ok(SPACE, megabytes)
              : Finding.missing(
                  SPACE,
                  megabytes,
                  "what tests write is kept there until prepare's tests end",
                  "set XDG_CACHE_HOME to a folder with more room, or make some"));
    }
  }

  private void namespaces() throws IOException {
    if (passOver(NAMESPACES)) {
      return;
    }
    try {
      trials.makeNamespaces(true);
      findings.add(Finding.ok(NAMESPACES, ""));
      findings.add(Finding.ok(OVERLAYS, ""));
    } catch (IOException e) {
      narrow(e);
    }
  }

  private void narrow(IOException withOverlays) throws IOException {
    try {
      trials.makeNamespaces(false);
    } catch (IOException e) {
      refused(e);
      passOver(OVERLAYS);
      return;
    }
    findings.add(Finding.ok(NAMESPACES, ""));
    lack(
        Finding.missing(
            OVERLAYS,
            reason(withOverlays),
            CONTAINERS,
            "use Linux 5.11 or newer, and a cache folder (XDG_CACHE_HOME) on a file system such as"
                + " ext4 or xfs"));
  }

  private void refused(IOException e) throws IOException {
    List<KernelSettings.Refusal> refusals = settings.refusals();
    if (refusals.isEmpty()) {
      lack(Finding.missing(NAMESPACES, said(e), CONTAINERS, ""));
      return;
    }
    List<String> reasons =
        new ArrayList<>(refusals.stream().map(KernelSettings.Refusal::reason).toList());
    reasons.add(reason(e));
    lack(
        Finding.missing(
            NAMESPACES,
            String.join("; ", reasons),
            CONTAINERS,
            refusals.stream()
                .map(KernelSettings.Refusal::remedy)
                .collect(Collectors.joining("; "))));
  }

  /** As a whole; only when that fails, part by part. */
  private void firewall() throws IOException, PolicyException {
    if (passOver(FIREWALL)) {
      return;
    }
    try {
      trials.startFirewall();
      KernelPart.ALL.forEach(part -> findings.add(Finding.ok(part.name(), "")));
      findings.add(Finding.ok(FIREWALL, ""));
    } catch (IOException e) {
      List<KernelPart.Missing> missing = trials.missingParts();
      for (KernelPart part : KernelPart.ALL) {
        missing.stream()
            .filter(lacked -> lacked.part().equals(part))
            .findFirst()
            .ifPresentOrElse(this::lack, () -> findings.add(Finding.ok(part.name(), "")));
      }
      lack(Finding.missing(FIREWALL, missing.isEmpty() ? said(e) : reason(e), CONTAINERS, ""));
    }
  }

  private void lack(KernelPart.Missing missing) {
    lack(
        Finding.missing(
            missing.part().name(),
            missing.said(),
            CONTAINERS,
            "sudo modprobe -a "
                + missing.part().modules()
                + ", or install the package with the kernel's other modules"));
  }

  /** Only a policy that allows addresses needs it. */
  private void wayOut() {
    try {
      trials.wayOut();
      findings.add(Finding.ok(DEVICE, ""));
    } catch (IOException e) {
      findings.add(
          Finding.missing(
              DEVICE,
              "",
              "a policy that allows addresses needs it, and so does an audit; " + CONTAINERS,
              trials.hasDevice() ? "sudo chmod 0666 " + DEVICE : "sudo modprobe tun"));
    }
  }

  /** What is wrong, without what to do. */
  private static String reason(Exception e) {
    return e instanceof NoNamespacesException none ? none.reason() : said(e);
  }

  private static String said(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
