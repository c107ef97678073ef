package io.github.mavensandbox.report.ci;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment tells of a CI server.
 *
 * @param isGitHub whether it is GitHub Actions
 * @param isGitLab whether it is GitLab CI
 * @param stepSummary the file to which GitHub wants Markdown appended
 * @param checkout the folder that the server has checked out, which its paths are relative to
 */
public record CiEnvironment(
    boolean isGitHub, boolean isGitLab, Optional<Path> stepSummary, Optional<Path> checkout) {

  /**
   * Reads the variables that the servers set.
   *
   * @param environment of this process
   */
  public static CiEnvironment of(Map<String, String> environment) {
    boolean isGitHub = "true".equals(environment.get("GITHUB_ACTIONS"));
    boolean isGitLab = "true".equals(environment.get("GITLAB_CI"));
    Optional<String> checkout =
        isGitHub
            ? value(environment, "GITHUB_WORKSPACE")
            : isGitLab ? value(environment, "CI_PROJECT_DIR") : Optional.empty();
    return new CiEnvironment(
        isGitHub,
        isGitLab,
        isGitHub ? value(environment, "GITHUB_STEP_SUMMARY").map(Path::of) : Optional.empty(),
        checkout.map(Path::of));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
