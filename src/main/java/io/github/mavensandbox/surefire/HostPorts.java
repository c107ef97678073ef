package io.github.mavensandbox.surefire;

import java.io.IOException;
import java.util.List;

/** The ports of servers on this machine that forks reach at their own localhost. */
public interface HostPorts {

  /** No server. */
  HostPorts NONE =
      new HostPorts() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public List<Integer> now() {
          return List.of();
        }
      };

  /** Returns whether no server is ever reached. */
  boolean isEmpty();

  /**
   * Returns the ports that are known now, each once. A server may have been given its port since
   * the last call.
   *
   * @throws IOException for what cannot be a port; says which
   */
  List<Integer> now() throws IOException;
}
