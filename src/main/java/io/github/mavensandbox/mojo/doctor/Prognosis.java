package io.github.mavensandbox.mojo.doctor;

/**
 * What goals will do on this machine.
 *
 * @param namespaces what there is of namespaces
 * @param containers what there is of containers
 */
public record Prognosis(Diagnosis namespaces, Diagnosis containers) {

  /** Returns whether any goal can have a sandbox. */
  public boolean works() {
    return namespaces.works() || containers.works();
  }

  /** Returns it in one line. */
  public String line() {
    if (!works()) {
      return "no sandbox works here: "
          + namespaces.whatLacks()
          + "; "
          + containers.whatLacks()
          + "; mend either";
    }
    return tests() + "; " + programs();
  }

  private String tests() {
    if (namespaces.misses(NamespaceDoctor.LINUX)) {
      return "tests run in no sandbox, since prepare needs Linux";
    }
    if (!namespaces.works()) {
      return "tests run in containers of " + containers.by();
    }
    if (!namespaces.misses(NamespaceDoctor.DEVICE)) {
      return "tests run in namespaces";
    }
    return "tests run in namespaces where the policy allows no addresses, else "
        + (containers.works() ? "in containers of " + containers.by() : "there is no sandbox");
  }

  private String programs() {
    return containers.works()
        ? "run, build and test use " + containers.by()
        : "run, build and test need an engine: install Docker, or Podman, which needs no daemon";
  }
}
