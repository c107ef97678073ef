package io.github.mavensandbox.mojo.doctor;

import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.surefire.namespaces.KernelPart;
import io.github.mavensandbox.surefire.namespaces.NoNamespacesException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * What tests in namespaces need, each tried by what {@code prepare} would do. What fails says why;
 * those that come later need those before.
 */
interface NamespaceTrials {

  /** Returns the name of the operating system. */
  String system();

  /**
   * Looks who runs Maven.
   *
   * @throws NoNamespacesException where that is root
   */
  void refuseRoot() throws IOException;

  /** Returns the user's home. */
  Path home() throws IOException;

  /** Has the tools unpacked and started, and returns the folder that they are kept in. */
  Path openTools() throws IOException, MojoExecutionException;

  /** Returns how much may be written to the tools' folder, in bytes. */
  long space() throws IOException;

  /** Makes namespaces, and overlays in them if asked to. */
  void makeNamespaces(boolean overlays) throws IOException;

  /** Starts a firewall. */
  void startFirewall() throws IOException, PolicyException;

  /** Returns what the kernel lacks of a firewall's parts, each tried alone. */
  List<KernelPart.Missing> missingParts() throws IOException;

  /** Returns whether the machine has the device of a way out, even if this user cannot open it. */
  boolean hasDevice();

  /** Looks whether there can be a way out of the tests' network. */
  void wayOut() throws IOException;

  /** Looks whether there can be overlays of the project and the local repository. */
  void folders() throws IOException;

  /** Ends the trials. */
  void end();
}
