package io.github.mavensandbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Which package may know which. */
@AnalyzeClasses(
    packages = "io.github.mavensandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.mavensandbox";

  /** The goals, and the one that is generated. */
  private static final String[] MOJOS = {ROOT + ".mojo..", ROOT + ".sandbox_maven_plugin.."};

  @ArchTest
  static final ArchRule PACKAGES_KNOW_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("mojo")
          .definedBy(MOJOS)
          .layer("report")
          .definedBy(ROOT + ".report..")
          .layer("surefire")
          .definedBy(ROOT + ".surefire..")
          .layer("image")
          .definedBy(ROOT + ".image..")
          .layer("attribution")
          .definedBy(ROOT + ".attribution..")
          .layer("record")
          .definedBy(ROOT + ".record..")
          .layer("run")
          .definedBy(ROOT + ".run..")
          .layer("tools")
          .definedBy(ROOT + ".tools..")
          .layer("text")
          .definedBy(ROOT + ".text..")
          .layer("foreign")
          .definedBy(ROOT + ".foreign..")
          .layer("engine")
          .definedBy(ROOT + ".engine..")
          .layer("policy")
          .definedBy(ROOT + ".policy..")
          .whereLayer("mojo")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyAccessLayers("attribution", "record", "run", "policy", "text")
          .whereLayer("surefire")
          .mayOnlyBeAccessedByLayers("mojo")
          .whereLayer("surefire")
          .mayOnlyAccessLayers("engine", "image", "policy", "foreign", "tools", "text")
          .whereLayer("image")
          .mayOnlyAccessLayers("engine", "tools", "text")
          .whereLayer("tools")
          .mayOnlyAccessLayers("text")
          .whereLayer("attribution")
          .mayOnlyAccessLayers("record", "foreign", "text")
          .whereLayer("record")
          .mayOnlyAccessLayers("foreign", "text")
          .whereLayer("run")
          .mayOnlyAccessLayers("policy", "foreign", "text")
          .whereLayer("text")
          .mayNotAccessAnyLayer()
          .whereLayer("foreign")
          .mayNotAccessAnyLayer()
          .whereLayer("engine")
          .mayOnlyAccessLayers("text")
          .whereLayer("policy")
          .mayOnlyAccessLayers("text");

  @ArchTest
  static final ArchRule ROOMS_OF_THE_REPORT_KNOW_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("files")
          .definedBy(ROOT + ".report.files")
          .layer("ci")
          .definedBy(ROOT + ".report.ci")
          .layer("html")
          .definedBy(ROOT + ".report.html")
          .layer("model")
          .definedBy(ROOT + ".report")
          .whereLayer("files")
          .mayOnlyAccessLayers("ci", "html", "model")
          .whereLayer("ci")
          .mayOnlyAccessLayers("html", "model")
          .whereLayer("html")
          .mayOnlyAccessLayers("model")
          .whereLayer("model")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule ROOMS_OF_THE_TESTS_SANDBOX_KNOW_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("container")
          .definedBy(ROOT + ".surefire.container")
          .layer("namespaces")
          .definedBy(ROOT + ".surefire.namespaces")
          .layer("jail")
          .definedBy(ROOT + ".surefire")
          .layer("fork")
          .definedBy(ROOT + ".surefire.fork")
          .layer("files")
          .definedBy(ROOT + ".surefire.files")
          .whereLayer("container")
          .mayOnlyAccessLayers("jail", "fork", "files")
          .whereLayer("namespaces")
          .mayOnlyAccessLayers("jail", "fork", "files")
          .whereLayer("jail")
          .mayOnlyAccessLayers("fork", "files")
          .whereLayer("fork")
          .mayOnlyAccessLayers("files")
          .whereLayer("files")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule ROOMS_OF_THE_GOALS_KNOW_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("goals")
          .definedBy(ROOT + ".mojo")
          .layer("tests")
          .definedBy(ROOT + ".mojo.tests")
          .layer("doctor")
          .definedBy(ROOT + ".mojo.doctor")
          .layer("program")
          .definedBy(ROOT + ".mojo.program")
          .layer("project")
          .definedBy(ROOT + ".mojo.project")
          .layer("runners")
          .definedBy(ROOT + ".mojo.runners")
          .layer("config")
          .definedBy(ROOT + ".mojo.config")
          .whereLayer("goals")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("doctor")
          .mayOnlyAccessLayers("tests")
          .whereLayer("tests")
          .mayOnlyAccessLayers("project", "runners", "config")
          .whereLayer("program")
          .mayNotAccessAnyLayer()
          .whereLayer("project")
          .mayOnlyAccessLayers("config")
          .whereLayer("runners")
          .mayNotAccessAnyLayer()
          .whereLayer("config")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule THERE_ARE_NO_CYCLES =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule A_POLICY_DOES_NOT_KNOW_ITS_FIREWALL =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".policy")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".policy.firewall");

  @ArchTest
  static final ArchRule THERE_ARE_NO_CYCLES_OF_TYPES =
      slices().assignedFrom(new TypeSlices(ROOT + "..")).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_MOJOS_KNOW_MAVEN =
      noClasses()
          .that(resideInAPackage(ROOT + "..").and(resideInAnyPackage(MOJOS).negate()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "org.eclipse..");

  @ArchTest
  static final ArchRule ONLY_IMAGES_AND_MOJOS_KNOW_JIB =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".image..", ROOT + ".mojo..")
          .should()
          .dependOnClassesThat(resideInAPackage("com.google.cloud.tools.jib.."));

  @ArchTest
  static final ArchRule THE_API_HAS_NO_TYPES_OF_LIBRARIES =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackages(MOJOS)
          .and()
          // It hands on the entries of a tar as the library has them.
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(ROOT + ".foreign..")
          .should(haveOnlyTypesOf("java..", ROOT + ".."));

  @ArchTest
  static final ArchRule ROOMS_OF_THE_ENGINE_KNOW_ONLY_THOSE_BELOW =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("engine")
          .definedBy(ROOT + ".engine")
          .layer("options")
          .definedBy(ROOT + ".engine.options")
          .layer("cli")
          .definedBy(ROOT + ".engine.cli")
          .layer("guard")
          .definedBy(ROOT + ".engine.guard")
          .whereLayer("guard")
          .mayOnlyAccessLayers("cli", "engine", "options")
          .whereLayer("cli")
          .mayOnlyAccessLayers("engine", "options")
          .whereLayer("engine")
          .mayOnlyAccessLayers("options")
          .whereLayer("options")
          .mayNotAccessAnyLayer();

  private static ArchCondition<JavaMethod> haveOnlyTypesOf(String... packages) {
    DescribedPredicate<JavaClass> known = resideInAnyPackage(packages);
    return new ArchCondition<>("have only types of the JDK and of this project") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(type -> !type.isPrimitive() && !known.test(type))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " has " + type.getName())));
      }
    };
  }
}
