package adversary;

import org.junit.jupiter.api.Test;

class AdversaryTest {

  @Test
  void getsOut() throws Exception {
    Adversary.main(new String[0]);
  }
}
