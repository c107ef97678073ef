package io.github.mavensandbox.attribution;

import java.util.List;

/**
 * What code in a sandbox looked for, and did not find there: the machine may have it.
 *
 * @param ports of loopback that refused a connection, in ascending order
 * @param programs that could not be started, as they were called, since there is no such file, or
 *     no such folder to start it in; not safe to print
 * @param files that were to be opened, or looked at, and were not there; their paths, not safe to
 *     print
 */
public record NotFound(List<Integer> ports, List<String> programs, List<String> files) {

  static final NotFound NOTHING = new NotFound(List.of(), List.of(), List.of());

  public NotFound {
    ports = List.copyOf(ports);
    programs = List.copyOf(programs);
    files = List.copyOf(files);
  }
}
