package io.github.mavensandbox.mojo;

import io.github.mavensandbox.image.CacheFolders;
import io.github.mavensandbox.mojo.config.SandboxConfigurator;
import io.github.mavensandbox.mojo.doctor.ContainerDoctor;
import io.github.mavensandbox.mojo.doctor.Diagnosis;
import io.github.mavensandbox.mojo.doctor.Finding;
import io.github.mavensandbox.mojo.doctor.NamespaceDoctor;
import io.github.mavensandbox.mojo.doctor.Prognosis;
import io.github.mavensandbox.mojo.doctor.TrialsHere;
import io.github.mavensandbox.mojo.tests.NamespaceSetup;
import io.github.mavensandbox.policy.PolicyException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Says what each kind of sandbox requires of this machine: a line for each requirement, with what
 * its lack means for which goal and the command that mends it. It tries what <code>prepare</code>
 * and <code>run</code> would do, asks no registry, and needs no project. The build fails when
 * neither kind works.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "doctor",
    configurator = SandboxConfigurator.NAME,
    requiresProject = false,
    aggregator = true,
    threadSafe = true)
public class DoctorMojo extends AbstractEngineMojo {

  @Override
  void executeMojo()
      throws MojoFailureException, PolicyException, IOException, InterruptedException {
    Path repository = session.getRequest().getLocalRepositoryPath().toPath();
    Prognosis prognosis =
        new Prognosis(
            new NamespaceDoctor(
                    new TrialsHere(
                        new NamespaceSetup(session, project, artifacts()),
                        buildSession(),
                        repository))
                .examine(),
            new ContainerDoctor(choice(), engineArguments(), CacheFolders.inProject(folder()).own())
                .examine());
    int width = Math.max(prognosis.namespaces().width(), prognosis.containers().width());
    print(prognosis.namespaces(), width);
    print(prognosis.containers(), width);
    if (!prognosis.works()) {
      throw new MojoFailureException(prognosis.line());
    }
    getLog().info(prognosis.line());
  }

  private void print(Diagnosis diagnosis, int width) {
    for (Finding finding : diagnosis.findings()) {
      String line = diagnosis.line(finding, width);
      if (finding.state() == Finding.State.MISSING) {
        getLog().warn(line);
      } else {
        getLog().info(line);
      }
    }
  }
}
