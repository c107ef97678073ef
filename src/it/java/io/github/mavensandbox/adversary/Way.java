package io.github.mavensandbox.adversary;

import java.util.List;

/** How the attacker gets to run. */
enum Way {
  /** Without a sandbox, as root: what arrives then has to be stopped. */
  CONTROL("without a sandbox"),
  RUN("run"),
  PREPARE("prepare"),
  TEST("test"),
  HAND("by hand"),
  /** In namespaces, with a way out for what the policy allows. */
  WAY_OUT("prepare, a way out"),
  /** In namespaces, where the policy allows nothing. */
  NO_WAY_OUT("prepare, none");

  /** In containers, all but the control. */
  static final List<Way> ON_ENGINE = List.of(RUN, PREPARE, TEST, HAND);

  static final List<Way> IN_NAMESPACES = List.of(WAY_OUT, NO_WAY_OUT);

  private final String title;

  Way(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
