package it;

import org.junit.jupiter.api.Test;

/** Run by name only. */
class Exits {

  @Test
  void leavesTheJvm() {
    System.exit(3);
  }
}
