package io.github.mavensandbox.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceFinderTest {

  private static final String OTHER = "com.example:other:1.0";

  @TempDir Path root;

  private final List<Path> poms = new ArrayList<>();

  @BeforeEach
  void makeSources() throws IOException {
    for (String name : List.of("PayTest.java", "Pay.kt", "Top.kt", "Spec.groovy", "Suite.scala")) {
      file("shop/src/test/java/com/example/" + name, "");
    }
    file("other/src/main/java/com/example/PayTest.java", "");
    file("secret.java", "");
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.PayTest, PayTest.java",
    "com.example.PayTest$Inner$1, PayTest.java",
    "com.example.Pay, Pay.kt",
    "com.example.TopKt, Top.kt",
    "com.example.Spec$_closure1, Spec.groovy",
    "com.example.Suite$, Suite.scala",
  })
  void findsTheSourceOfAClass(String className, String file) {
    assertThat(place(calls(className, Callers.SHOP)))
        .isEqualTo(new Place("shop/src/test/java/com/example/" + file, 31));
  }

  @Test
  void findsTheSourceInTheModuleThatTheClassCameFrom() {
    assertThat(place(calls("com.example.PayTest", Origin.module(OTHER))).path())
        .isEqualTo("other/src/main/java/com/example/PayTest.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../../secret",
        "/etc/passwd",
        "....secret",
        "com/example/PayTest",
        "",
        "$",
        "a\u0000b",
        "com.example.Missing",
      })
  void looksForNothingElse(String className) throws IOException {
    poms.add(file("shop/pom.xml", "<project/>"));

    assertThat(place(calls(className, Callers.SHOP))).isEqualTo(new Place("shop/pom.xml", 1));
  }

  @Test
  void withoutALineOfTheProjectItIsTheDirectDependencyInThePom() throws IOException {
    poms.add(
        file(
            "shop/pom.xml",
            """
            <project>
              <build><plugins><plugin><dependencies>
                <dependency><groupId>com.example</groupId><artifactId>analytics</artifactId></dependency>
              </dependencies></plugin></plugins></build>
              <dependencyManagement><dependencies>
                <dependency><groupId>com.example</groupId><artifactId>analytics</artifactId></dependency>
              </dependencies></dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>com.example.another</groupId>
                  <artifactId>analytics</artifactId>
                </dependency>
                <dependency>
                  <groupId>${project.groupId}</groupId>
                  <!-- why -->
                  <artifactId> analytics </artifactId>
                  <exclusions><exclusion><groupId>x</groupId><artifactId>y</artifactId></exclusion></exclusions>
                </dependency>
              </dependencies>
            </project>
            """));

    assertThat(place(calls("com.example.Missing", Callers.SHOP)))
        .isEqualTo(new Place("shop/pom.xml", 13));
  }

  @Test
  void theDependencyMayBeInAProfileOfAParent() throws IOException {
    poms.add(file("shop/pom.xml", "<project/>"));
    poms.add(
        file(
            "pom.xml",
            """
            <project><profiles><profile><dependencies>
              <dependency><groupId>com.example</groupId><artifactId>analytics</artifactId></dependency>
            </dependencies></profile></profiles></project>
            """));

    assertThat(place(calls("com.example.Missing", Callers.SHOP)))
        .isEqualTo(new Place("pom.xml", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<project><dependencies>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"})
  void aPomThatIsNoneHasALineAllTheSame(String content) throws IOException {
    poms.add(file("shop/pom.xml", content));

    assertThat(place(calls("com.example.Missing", Callers.SHOP)))
        .isEqualTo(new Place("shop/pom.xml", 1));
  }

  private static Calls calls(String className, Origin module) {
    return Callers.calls(
        Callers.TRACKER,
        new Frame("com.evil.Tracker", "send", 12, Callers.TRACKER),
        new Frame(className, "pays", 31, module),
        "com.example.PayTest#pays");
  }

  private Place place(Calls calls) {
    return new PlaceFinder(
            new Sources(
                root,
                Map.of(
                    Callers.MODULE,
                    List.of(root.resolve("missing"), root.resolve("shop/src/test/java")),
                    OTHER,
                    List.of(root.resolve("other/src/main/java"))),
                poms))
        .of(calls);
  }

  private Path file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
