package io.github.mavensandbox.adversary;

import java.util.List;

/** How the attacker gets to run. */
enum Way {
  /** Without a sandbox, as root: what arrives then has to be stopped. */
  CONTROL("without a sandbox"),
  RUN("run"),
  PREPARE("prepare"),
  TEST("test"),
  HAND("by hand");

  /** All but the control. */
  static final List<Way> SANDBOXED = List.of(RUN, PREPARE, TEST, HAND);

  private final String title;

  Way(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
