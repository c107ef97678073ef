package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is named when tests call home. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class AttributionIT {

  /** Such a JVM has no way to an IPv6 address. */
  private static final String IPV4_ONLY = "-DargLine=-Djava.net.preferIPv4Stack=true";

  private static final String DEPENDENCY =
      "<dependency><groupId>it</groupId><artifactId>%s</artifactId><version>1</version></dependency>";

  @TempDir private static Path folder;
  private static TestProject shop;
  private static MavenRun run;
  private static String report;

  /** Of three modules the tests are in the last; the first two it knows as artifacts. */
  @BeforeAll
  static void callHome() throws Exception {
    shop = new TestProject(folder.resolve("shop"));
    shop.reactor(List.of("tracker", "sdk", "shop"))
        .module(TestPom.of("tracker"))
        .module(TestPom.of("sdk").withDependencies(DEPENDENCY.formatted("tracker")))
        .module(TestPom.of("shop").withDependencies(DEPENDENCY.formatted("sdk")))
        .file(
            "tracker/src/main/java/tracker/Tracker.java",
            """
            package tracker;

            import java.net.*;

            public final class Tracker {
              public static void connect() {
                try (Socket socket = new Socket("@address@", 443)) {
                  socket.getOutputStream().write(1);
                } catch (java.io.IOException e) {
                  // Nobody is to know.
                }
              }

              public static void lookUp() {
                try {
                  InetAddress.getByName("evil.example");
                } catch (java.io.IOException e) {
                  // Nobody is to know.
                }
              }

              public static void later() throws Exception {
                var pool = java.util.concurrent.Executors.newFixedThreadPool(1);
                pool.submit(() -> {
                  new Socket("@address@", 444).close();
                  return null;
                });
                pool.shutdown();
                pool.awaitTermination(9, java.util.concurrent.TimeUnit.SECONDS);
              }

              public static void byAnotherProgram() throws Exception {
                new ProcessBuilder("curl", "--silent", "http://@address@:445/").start().waitFor();
              }

              public static void unreachable() {
                try (Socket socket = new Socket("2001:db8::9", 443)) {
                  socket.getOutputStream().write(1);
                } catch (java.io.IOException e) {
                  // Nobody is to know.
                }
              }
            }
            """)
        .file(
            "sdk/src/main/java/sdk/Sdk.java",
            """
            package sdk;

            public final class Sdk {
              public static void connect() { tracker.Tracker.connect(); }
            }
            """)
        .test(
            "shop",
            "ShopTest",
            """
            @Test
            void connects() {
              sdk.Sdk.connect();
            }

            @Test
            void looksUp() {
              tracker.Tracker.lookUp();
            }

            @Test
            void connectsLater() throws Exception {
              tracker.Tracker.later();
            }

            @Test
            void runsAProgram() throws Exception {
              tracker.Tracker.byAnotherProgram();
            }

            @Test
            void hasNoWay() {
              tracker.Tracker.unreachable();
            }

            @Test
            void callsByItself() throws Exception {
              try (Socket socket = new Socket("@address@", 446)) {
                fail();
              } catch (ConnectException e) {
                // as expected
              }
            }
            """);
    MavenRun installed =
        shop.run("install", "--projects", "tracker,sdk", "-Dsandbox.skip", "-DskipTests");
    assertThat(installed.exitCode()).as(installed.output()).isZero();
    run = shop.run("verify", "--projects", "shop", IPV4_ONLY);
    report = Files.readString(shop.path("shop/target/sandbox/report.json"));
  }

  @Test
  void theArtifactTheLineAndTheTestAreNamed() {
    assertThat(
            linesAfter("it:tracker:1: blocked out tcp " + TestProject.address() + ":443 (1 packet"))
        .isEqualTo(
            "    at tracker.Tracker.connect:7 (direct), entered from it.ShopTest.connects:14, in test"
                + " it.ShopTest#connects; dependency of it:sdk:jar:1");
  }

  @Test
  void soIsWhoLooksANameUp() {
    assertThat(linesAfter("it:tracker:1: blocked out DNS query for evil.example ("))
        .startsWith("    at tracker.Tracker.lookUp:")
        .contains(" (direct), entered from it.ShopTest.looksUp:", "in test it.ShopTest#looksUp");
  }

  @Test
  void whatIsDoneLaterIsOfWhoHadItDone() {
    assertThat(linesAfter("it:tracker:1: blocked out tcp " + TestProject.address() + ":444 "))
        .contains("(direct)", "in test it.ShopTest#connectsLater");
  }

  @Test
  void theProjectIsNamedWhereItCallsByItself() {
    assertThat(linesAfter("it:shop:1: blocked out tcp " + TestProject.address() + ":446 "))
        .startsWith("    at it.ShopTest.callsByItself:")
        .doesNotContain("entered from");
  }

  @Test
  void whatTheJvmDidNotDoIsUnattributedAndWhoCouldHaveIsTold() {
    int line = indexOf("unattributed: blocked out tcp " + TestProject.address() + ":445 ");

    assertThat(run.lines().get(line + 1))
        .endsWith(
            "    no attempt of the JVM explains it: native code, a child process, or evasion");
    assertThat(run.lines().get(line + 2))
        .contains(
            "    possibly: the process 'curl' of it:tracker:1 at tracker.Tracker.byAnotherProgram:");
  }

  @Test
  void whatThereIsNoWayToIsToldAndIsNoViolation() {
    assertThat(run.output())
        .contains(
            "  unreachable, so that the kernel saw nothing of it: tcp [2001:db8::9]:443 of"
                + " it:tracker:1 at tracker.Tracker.unreachable:");
    assertThat(run.failures()).singleElement().asString().contains(": 5 violations of the policy");
  }

  @Test
  void theReportHasItAll() {
    assertThat(report)
        .contains(
            "\"culprit\" : \"it:tracker:1\"",
            "\"certainty\" : \"direct\"",
            "\"dependencyPath\" : [",
            "\"it:sdk:jar:1\"",
            "\"kind\" : \"module\"",
            "\"attempt\" : \"process\"",
            "\"attribution\" : \"unattributed\"");
  }

  @Test
  void withoutTheAgentNobodyIsNamed() throws Exception {
    MavenRun without = shop.run("verify", "--projects", "shop", IPV4_ONLY, "-Dsandbox.agent=false");

    assertThat(without.output())
        .contains("  blocked out tcp " + TestProject.address() + ":443 (1 packet")
        .doesNotContain("it:tracker:1", "unattributed", "unreachable");
    assertThat(without.failures()).singleElement().asString().contains(": 5 violations");
  }

  private static String linesAfter(String text) {
    return run.lines().get(indexOf(text) + 1).replaceFirst("^\\[WARNING\\] ", "");
  }

  private static int indexOf(String text) {
    for (int i = 0; i < run.lines().size(); i++) {
      if (run.lines().get(i).contains(text)) {
        return i;
      }
    }
    throw new AssertionError("no line has '" + text + "'. " + run.output());
  }
}
