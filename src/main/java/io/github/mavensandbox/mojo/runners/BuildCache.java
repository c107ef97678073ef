package io.github.mavensandbox.mojo.runners;

import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import java.util.Collection;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.realm.ClassRealm;

/**
 * Apache Maven's build cache, which skips executions and restores what they left in an earlier
 * build.
 *
 * @param active whether its extension is part of this build
 */
public record BuildCache(MavenProject project, boolean active) {

  /**
   * A class realm is named {@code coreExtension>GROUP:ARTIFACT:VERSION}, or {@code extension>…}.
   */
  private static final String EXTENSION =
      "(coreExtension|extension)>org\\.apache\\.maven\\.extensions:maven-build-cache-extension:.*";

  /**
   * Finds out whether this build has the cache.
   *
   * @param loader the class loader of a plugin
   */
  public static BuildCache of(MavenProject project, ClassLoader loader) {
    return new BuildCache(
        project,
        loader instanceof ClassRealm realm
            && hasExtension(realm.getWorld().getRealms().stream().map(ClassRealm::getId).toList()));
  }

  static boolean hasExtension(Collection<String> realms) {
    return realms.stream().anyMatch(realm -> realm.matches(EXTENSION));
  }

  /**
   * Whether the cache has certainly skipped an execution. The cache does not say what it skips, but
   * Maven notes each phase in which it ran something. An execution without a phase, or in a phase
   * in which anything ran, may have run.
   */
  public boolean hasSkipped(Step step) {
    String phase = step.execution().getLifecyclePhase();
    return active
        && step.position() == Position.BEFORE
        && !step.forked()
        && phase != null
        && !project.hasLifecyclePhase(phase);
  }
}
