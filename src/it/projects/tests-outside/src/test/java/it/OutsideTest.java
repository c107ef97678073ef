package it;

import org.junit.jupiter.api.Test;

class OutsideTest {

  @Test
  void runsWhereItCanCallHome() {}
}
