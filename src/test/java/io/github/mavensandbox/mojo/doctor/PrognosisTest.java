package io.github.mavensandbox.mojo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrognosisTest {

  private static final Diagnosis NAMESPACES = namespaces(List.of());
  private static final Diagnosis NO_NAMESPACES = namespaces(List.of("user namespaces"));
  private static final Diagnosis NO_LINUX = namespaces(List.of("Linux"));
  private static final Diagnosis NO_DEVICE =
      new Diagnosis(
          "namespaces",
          List.of(Finding.missing("/dev/net/tun", "", "", "")),
          List.of(),
          "namespaces");

  private static final Diagnosis DOCKER =
      new Diagnosis("containers", List.of(), List.of(), "Docker 20.10.24");
  private static final Diagnosis NO_ENGINE =
      new Diagnosis("containers", List.of(), List.of("Docker", "Podman"), "");

  private static Diagnosis namespaces(List<String> lacking) {
    return new Diagnosis(
        "namespaces",
        lacking.stream().map(what -> Finding.missing(what, "", "", "")).toList(),
        lacking,
        "namespaces");
  }

  private static String line(Diagnosis namespaces, Diagnosis containers) {
    return new Prognosis(namespaces, containers).line();
  }

  @Test
  void each_goal_has_what_works() {
    assertThat(line(NAMESPACES, DOCKER))
        .isEqualTo("tests run in namespaces; run, build and test use Docker 20.10.24");
    assertThat(line(NO_NAMESPACES, DOCKER))
        .isEqualTo(
            "tests run in containers of Docker 20.10.24; run, build and test use Docker 20.10.24");
    assertThat(line(NAMESPACES, NO_ENGINE))
        .isEqualTo(
            "tests run in namespaces; run, build and test need an engine: install Docker, or Podman, which needs no daemon");
    assertThat(line(NO_LINUX, DOCKER))
        .isEqualTo(
            "tests run in no sandbox, since prepare needs Linux; run, build and test use Docker 20.10.24");
  }

  @Test
  void a_policy_that_allows_addresses_may_need_containers() {
    assertThat(line(NO_DEVICE, DOCKER))
        .startsWith(
            "tests run in namespaces where the policy allows no addresses, else in containers of"
                + " Docker 20.10.24; ");
    assertThat(line(NO_DEVICE, NO_ENGINE))
        .startsWith(
            "tests run in namespaces where the policy allows no addresses, else there is no"
                + " sandbox; ");
  }

  @Test
  void where_nothing_works_each_kind_s_lack_is_named() {
    Prognosis prognosis = new Prognosis(NO_NAMESPACES, NO_ENGINE);

    assertThat(prognosis.works()).isFalse();
    assertThat(prognosis.line())
        .isEqualTo(
            "no sandbox works here: namespaces lack user namespaces; containers lack Docker, Podman; mend either");
  }
}
