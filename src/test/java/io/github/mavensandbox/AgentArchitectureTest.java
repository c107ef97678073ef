package io.github.mavensandbox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The agent lives in JVMs that have nothing of ours, and may be old. */
class AgentArchitectureTest {

  private static final Path CLASSES = Path.of("target/agent/classes");
  private static final String AGENT = "io.github.mavensandbox.agent..";

  private final JavaClasses agent = new ClassFileImporter().importPath(CLASSES);

  @Test
  void itKnowsTheJdkAndAsmOnly() {
    classes()
        .that()
        .resideInAPackage(AGENT)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(AGENT, "java..", "org.objectweb.asm"))
        .check(agent);
  }

  @Test
  void onlyWhatChangesClassesKnowsAsm() {
    noClasses()
        .that()
        .resideInAPackage(AGENT)
        .and()
        .haveSimpleNameNotContaining("Insert")
        .and()
        .doNotHaveSimpleName("HookWriter")
        .and()
        .doNotHaveSimpleName("HookedMethod")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.objectweb.asm"))
        .check(agent);
  }

  @Test
  void thereAreNoCyclesOfTypes() {
    slices().assignedFrom(new TypeSlices(AGENT)).should().beFreeOfCycles().check(agent);
  }

  @Test
  void nothingOfItIsInThePlugin() {
    assertThat(Path.of("target/classes/io/github/mavensandbox/agent")).doesNotExist();
    noClasses()
        .that(not(resideInAnyPackage(AGENT)))
        .should()
        .dependOnClassesThat(resideInAnyPackage(AGENT))
        .check(new ClassFileImporter().importPath("target/classes"));
  }

  @Test
  void onlyWhatIsLoadedByNewerJvmsIsCompiledForThem() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("io"))) {
      List<String> newer =
          files
              .filter(file -> file.toString().endsWith(".class") && version(file) > 52)
              .map(file -> file.getFileName().toString().replaceAll("(\\$.*)?\\.class", ""))
              .distinct()
              .sorted()
              .toList();
      assertThat(newer).containsExactly("ModuleBridge", "WalkedStacks");
    }
  }

  private static int version(Path file) {
    try (var input = new DataInputStream(Files.newInputStream(file))) {
      input.readInt();
      return input.readInt();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
