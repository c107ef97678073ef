package it;

import org.junit.jupiter.api.Test;

class BadTest {

  @Test
  void runsWhereItCanCallHome() {}
}
