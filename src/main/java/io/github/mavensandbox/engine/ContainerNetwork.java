package io.github.mavensandbox.engine;

import java.util.List;

/** The network that a container lives in: never the host's. */
public sealed interface ContainerNetwork {

  /** The engine's network that a container joins when none is named. */
  String DEFAULT = "bridge";

  /** Returns the value of the engine's {@code --network}. */
  String argument();

  /** Returns the engine's networks to join. */
  default List<String> names() {
    return List.of();
  }

  /** Returns the ports to publish. */
  default List<PublishedPort> ports() {
    return List.of();
  }

  /**
   * A network namespace of its own.
   *
   * @param names the engine's networks to join; none for {@link #DEFAULT}
   * @param ports ports to publish
   */
  record Own(List<String> names, List<PublishedPort> ports) implements ContainerNetwork {

    /** Refuses a network that would open the sandbox. */
    public Own {
      names = names.isEmpty() ? List.of(DEFAULT) : List.copyOf(names);
      ports = List.copyOf(ports);
      names.forEach(Own::check);
    }

    /** Docker before 25 takes one network at creation, whatever its client says. */
    @Override
    public String argument() {
      return names.get(0);
    }

    private static void check(String network) {
      if (network.equals("host") || network.equals("none") || !EngineName.matches(network)) {
        throw new IllegalArgumentException(
            "network '%s' is not a network of its own: the sandbox would have the host's rules, or record nothing; name one that the engine's 'network ls' lists"
                .formatted(network));
      }
    }
  }

  /**
   * The network namespace of another container, with its networks and ports.
   *
   * @param container its name
   */
  record Joined(String container) implements ContainerNetwork {

    public Joined {
      EngineName.checkContainer(container);
    }

    @Override
    public String argument() {
      return "container:" + container;
    }
  }
}
