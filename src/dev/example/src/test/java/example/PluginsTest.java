package example;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * Starts what registers itself on the class path, as frameworks do: nobody here wrote that code.
 */
class PluginsTest {

  @Test
  void plugins_start() {
    assertDoesNotThrow(() -> ServiceLoader.load(Runnable.class).forEach(Runnable::run));
  }
}
