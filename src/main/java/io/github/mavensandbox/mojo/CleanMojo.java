package io.github.mavensandbox.mojo;

import io.github.mavensandbox.image.CacheFolders;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.kept.CleanUp;
import io.github.mavensandbox.mojo.kept.KeptFolder;
import io.github.mavensandbox.mojo.tests.NamespaceCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists what this plugin keeps on this machine for the user who runs Maven, with sizes, and removes
 * it: the images in which tests ran, and the folders with unpacked tools. The next build makes
 * again what it needs. It needs no project.
 *
 * <p>An image that a container uses stays, and is named. The folders stay while another build of
 * the user's is seen to run. A build in containers is seen by the containers that it has at that
 * moment in the engine that this goal asks. Where an engine is installed but does not answer, or
 * the one that was named is missing, the folder that builds in containers use stays; where none is
 * installed, it is removed.
 *
 * <p>Images with a name other than <code>sandbox-test:…</code> stay, such as those that <code>build
 * </code> and <code>run</code> made; so do base images, which jib-maven-plugin shares.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "clean",
    configurator = SandboxConfigurator.NAME,
    requiresProject = false,
    aggregator = true,
    threadSafe = true)
public class CleanMojo extends AbstractEngineMojo {

  /**
   * Whether to list what there is, and remove nothing.
   *
   * @since 0.1.0
   */
  @Parameter(property = "sandbox.dryRun", defaultValue = "false")
  private boolean dryRun;

  @Override
  void executeMojo() throws IOException, InterruptedException {
    CleanUp cleanUp = new CleanUp(dryRun, getLog()::info, getLog()::warn);
    cleanUp.lookAt(located());
    List<KeptFolder> folders = new ArrayList<>();
    folders.add(new KeptFolder(CacheFolders.inProject(folder()).own(), name -> true, true));
    Optional<Path> namespaces = NamespaceCache.ofThisUser();
    if (namespaces.isPresent()) {
      folders.add(new KeptFolder(namespaces.get(), NamespaceCache::isOwn, false));
      NamespaceCache.builds(namespaces.get())
          .ofRunningBuilds(buildSession())
          .forEach(build -> cleanUp.inUse("folder " + build));
    }
    cleanUp.finish(folders);
  }
}
