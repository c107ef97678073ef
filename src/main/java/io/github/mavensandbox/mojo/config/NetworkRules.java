package io.github.mavensandbox.mojo.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <network>}: the policy as it stands in a POM. */
public class NetworkRules {

  /** Rules of what is reachable; {@code none} alone for nothing but loopback. */
  private @Nullable List<String> allow;

  /** Rules of what is blocked although it is allowed. */
  private @Nullable List<String> deny;

  /** Rules of what is known to be tried, and blocked, without being a violation. */
  private @Nullable List<String> expect;

  /** Files with more rules, separated by commas. */
  private @Nullable String file;

  /** Policy artifacts with more rules, separated by commas. */
  private @Nullable String artifact;

  public Optional<List<String>> allow() {
    return Optional.ofNullable(allow);
  }

  public Optional<List<String>> deny() {
    return Optional.ofNullable(deny);
  }

  public Optional<List<String>> expect() {
    return Optional.ofNullable(expect);
  }

  /** The paths of policy files, none where there is no element. */
  public List<String> files() {
    return CommaList.parseWords(file).orElse(List.of());
  }

  /** The coordinates of policy artifacts, none where there is no element. */
  public List<String> artifacts() {
    return CommaList.parseWords(artifact).orElse(List.of());
  }
}
