package io.github.mavensandbox.mojo.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.mojo.config.NetworkRules;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.WrittenRule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectPolicyTest {

  private static final ProjectPolicy.Properties NONE =
      new ProjectPolicy.Properties(null, null, null, null);

  @TempDir private Path root;
  private final NetworkRules network = new NetworkRules();
  private final MavenProject project = new MavenProject();
  private MavenSession session;

  @BeforeEach
  void startMaven() throws IOException {
    Path module = Files.createDirectory(root.resolve("app"));
    project.setFile(module.resolve("pom.xml").toFile());
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setMultiModuleProjectDirectory(root.toFile());
    session = new MavenSession(null, MavenRepositorySystemUtils.newSession(), request, null);
  }

  private ProjectPolicyTest file(String path, String content) throws IOException {
    Files.writeString(root.resolve(path), content);
    return this;
  }

  private ProjectPolicyTest pom(String field, Object value) throws Exception {
    Field configured = NetworkRules.class.getDeclaredField(field);
    configured.setAccessible(true);
    configured.set(network, value);
    return this;
  }

  /** Artifacts are files of the root whose name is theirs. */
  private ProjectPolicy read(ProjectPolicy.Properties properties) throws Exception {
    RepositorySystem repositories =
        (RepositorySystem)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RepositorySystem.class},
                (proxy, method, arguments) -> {
                  ArtifactRequest request = (ArtifactRequest) arguments[1];
                  Artifact artifact = request.getArtifact();
                  return new ArtifactResult(request)
                      .setArtifact(
                          artifact.setFile(
                              root.resolve(artifact.getArtifactId() + "." + artifact.getExtension())
                                  .toFile()));
                });
    return ProjectPolicy.read(
        network,
        properties,
        new PolicyFiles(session, project),
        new PolicyArtifacts(repositories, session, project));
  }

  private List<String> rules(@Nullable String allow, @Nullable String deny, @Nullable String files)
      throws Exception {
    return Policy.of(read(new ProjectPolicy.Properties(allow, deny, null, files)).written())
        .rules();
  }

  @Test
  void thePomsRulesAndThoseOfAllFilesAddUp() throws Exception {
    pom("allow", List.of("10.0.0.1")).pom("file", "policy.txt, common.txt");
    file("app/policy.txt", "allow 10.0.0.2\ndeny 10.1.0.0/16");
    file("common.txt", "allow 10.0.0.4\nexpect 192.0.2.1");

    ProjectPolicy policy = read(NONE);

    assertThat(Policy.of(policy.written()).rules())
        .containsExactly("allow 10.0.0.1", "allow 10.0.0.2", "allow 10.0.0.4", "deny 10.1.0.0/16");
    assertThat(policy.written().expect())
        .containsExactly(new WrittenRule("common.txt:2:8, '192.0.2.1'", "192.0.2.1"));
    assertThat(Policy.of(policy.written()).file()).contains("common.txt");
  }

  @Test
  void theModulesFileComesBeforeTheReactors() throws Exception {
    pom("file", "policy.txt");
    file("policy.txt", "allow 10.0.0.1");
    assertThat(rules(null, null, null)).containsExactly("allow 10.0.0.1");

    file("app/policy.txt", "allow 10.0.0.2");
    assertThat(rules(null, null, null)).containsExactly("allow 10.0.0.2");
    assertThat(Policy.of(read(NONE).written()).file())
        .contains(Path.of("app/policy.txt").toString());
  }

  @Test
  void withoutAnyAllowedRuleTheDefaultStays() throws Exception {
    pom("file", "policy.txt");
    file("policy.txt", "deny 192.168.0.9");

    assertThat(rules(null, null, null)).containsExactly("allow 192.168.0.0/24", "deny 192.168.0.9");
  }

  @Test
  void theCommandLineReplacesAListOfThePomAndOfFiles() throws Exception {
    pom("allow", List.of("10.0.0.1")).pom("deny", List.of("10.0.0.5")).pom("file", "policy.txt");
    file("policy.txt", "allow 10.0.0.2\ndeny 10.1.0.0/16");

    assertThat(rules("10.0.0.9", null, null))
        .containsExactly("allow 10.0.0.9", "deny 10.0.0.5", "deny 10.1.0.0/16");
    assertThat(rules(null, "none", null)).containsExactly("allow 10.0.0.1", "allow 10.0.0.2");
  }

  @Test
  void theCommandLineReplacesTheFilesOfThePom() throws Exception {
    pom("allow", List.of("10.0.0.1")).pom("file", "policy.txt");
    file("policy.txt", "allow 10.0.0.2").file("ci.txt", "allow 10.0.0.4");

    assertThat(rules(null, null, "ci.txt")).containsExactly("allow 10.0.0.1", "allow 10.0.0.4");
    assertThat(rules(null, null, "")).containsExactly("allow 10.0.0.1");
  }

  @Test
  void whatAnArtifactDeniesStaysDenied() throws Exception {
    pom("allow", List.of("10.0.0.0/8")).pom("artifact", "com.example:shared:1");
    file("shared.txt", "allow 192.0.2.1\ndeny 10.1.0.0/16\nexpect 192.0.2.9");

    assertThat(rules(null, null, null))
        .containsExactly("allow 10.0.0.0/8", "allow 192.0.2.1", "deny 10.1.0.0/16");
    assertThat(rules("10.2.0.0/16", "none", ""))
        .containsExactly("allow 10.2.0.0/16", "deny 10.1.0.0/16");
    assertThat(rules(null, "10.3.0.0/16", null))
        .containsExactly(
            "allow 10.0.0.0/8", "allow 192.0.2.1", "deny 10.1.0.0/16", "deny 10.3.0.0/16");
    assertThat(read(NONE).written().file()).isEmpty();
  }

  @Test
  void whatAnArtifactDeniesIsNoContradictionOfAFile() throws Exception {
    pom("file", "policy.txt").pom("artifact", "com.example:shared:1");
    file("policy.txt", "allow 10.1.0.0/16").file("shared.txt", "deny 10.1.0.0/16");

    assertThat(rules(null, null, null)).containsExactly("allow 10.1.0.0/16", "deny 10.1.0.0/16");
  }

  @Test
  void filesThatContradictEachOtherAreRefused() throws Exception {
    pom("file", "a.txt,b.txt");
    file("a.txt", "deny 10.1.0.0/16").file("b.txt", "allow 10.1.0.0/16");

    assertThatThrownBy(() -> read(NONE))
        .hasMessage(
            "b.txt:1:7, '10.1.0.0/16': is allowed here, and denied in a.txt:1:6, '10.1.0.0/16'; remove one of them");
  }

  @Test
  void aFileThatIsMissingIsSaidWithWhereItWasLookedFor() throws Exception {
    pom("file", "no-such.txt");

    assertThatThrownBy(() -> read(NONE))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage(
            "policy file 'no-such.txt' is not there; it was looked for at %s and %s",
            root.resolve("app/no-such.txt"), root.resolve("no-such.txt"));
  }

  @Test
  void aFolderIsNoPolicyFile() throws Exception {
    pom("file", "app");

    assertThatThrownBy(() -> read(NONE))
        .hasMessage("policy file %s is no file; name one with rules", root.resolve("app"));
  }

  @Test
  void aMistakeInAListThatIsReplacedIsStillAMistake() throws Exception {
    pom("file", "policy.txt");
    file("policy.txt", "allow any");

    assertThatThrownBy(() -> rules("10.0.0.1", null, null))
        .hasMessageStartingWith("policy.txt:1:7, 'any': 'any' would be the name of a host");
  }
}
