package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.servers.Servers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests reach that need somebody else: a server that the engine or Maven has started. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ReachedServersIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String NETWORK = SERVERS.network();

  /** A container's name, which is its host name in the network. */
  private static final String SERVER = SERVERS.allowed();

  private static final String ASKING =
      """
      @Test
      void asks() throws Exception {
        try (Socket socket = new Socket(System.getProperty("server"), 8080)) {
          socket.getOutputStream().write("GET / HTTP/1.0\\r\\n\\r\\n".getBytes());
          String answer = new String(socket.getInputStream().readAllBytes());
          assertTrue(answer.contains("hello "), answer);
        }
      }
      """;

  @TempDir private static Path folder;
  private static TestProject closed;

  @BeforeAll
  static void writeProject() throws Exception {
    closed = project("closed", TestPom.of("closed"));
  }

  private static TestProject project(String name, TestPom pom) throws Exception {
    return new TestProject(folder.resolve(name)).pom(pom).test("AskingTest", ASKING);
  }

  private static String server(String host) {
    return "-Dserver=" + host;
  }

  private static void assertPassed(MavenRun run) throws Exception {
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("Tests run: 1, ", "nothing was blocked")
        .doesNotContain("Testcontainers");
    assertThat(run.left()).isEmpty();
  }

  @Test
  void aServerOfTheEngineIsReachedWhereThePomNamesIt() throws Exception {
    TestProject open =
        project("open", TestPom.of("open").withAllowed("out " + SERVER + ":8080/tcp"));

    assertPassed(open.run("verify", server(SERVER)));
  }

  @Test
  void aServerOfTheEngineIsReachedWhereTheCommandLineNamesIt() throws Exception {
    assertPassed(
        closed.run(
            "verify",
            server(SERVER),
            "-Dsandbox.engineNetworks=" + NETWORK,
            "-Dsandbox.allow=out " + SERVER + ":8080/tcp"));
  }

  @Test
  void withoutTheRuleItsNameIsUnknownAndTheQuestionIsBlocked() throws Exception {
    MavenRun run = closed.run("verify", server(SERVER), "-Dmaven.test.failure.ignore");

    assertThat(run.output()).contains("UnknownHost", SERVER);
    assertThat(run.lines())
        .as(run.output())
        .anyMatch(line -> line.contains("blocked out") && line.contains(SERVER));
    assertGateFailed(run);
  }

  @Test
  void withoutTheRuleItsAddressIsBlocked() throws Exception {
    MavenRun run = closed.run("verify", server(SERVERS.allowed4()), "-Dmaven.test.failure.ignore");

    assertThat(run.output())
        .contains("blocked out tcp " + SERVERS.allowed4() + ":8080 (1 packet, ")
        .contains("to allow it, add <rule>out " + SERVERS.allowed4() + ":8080/tcp</rule>");
    assertGateFailed(run);
  }

  private static void assertGateFailed(MavenRun run) throws Exception {
    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":check ", ": 1 violation of the policy; ");
    assertThat(run.left()).isEmpty();
  }

  /** Before prepare, which starts the firewall, and the firewall asks for the name's address. */
  @Test
  void aServerThatMavenStartsBeforePrepareIsReached() throws Exception {
    String database = NETWORK + "-database";
    String create =
        """
        <plugin>
          <groupId>org.codehaus.mojo</groupId>
          <artifactId>exec-maven-plugin</artifactId>
          <version>3.6.4</version>
          <executions>
            <execution>
              <phase>generate-test-resources</phase>
              <goals><goal>exec</goal></goals>
              <configuration>
                <executable>%s</executable>
                <arguments>
                  <argument>run</argument>
                  <argument>--detach</argument>
                  <argument>--rm</argument>
                  <argument>--name</argument>
                  <argument>%s</argument>
                  <argument>--label</argument>
                  <argument>io.github.mavensandbox=dev</argument>
                  <argument>--network</argument>
                  <argument>%s</argument>
                  <argument>sandbox-dev/jre:17</argument>
                  <argument>socat</argument>
                  <argument>TCP-LISTEN:8080,fork,reuseaddr</argument>
                  <argument>SYSTEM:read line; echo hello you</argument>
                </arguments>
              </configuration>
            </execution>
          </executions>
        </plugin>
        """
            .formatted(EngineUnderTest.program(), database, NETWORK);
    TestProject starting =
        project(
            "starting",
            TestPom.of("starting")
                .withPlugins(create)
                .withAllowed("out " + database + ":8080/tcp"));
    try {
      assertPassed(starting.run("verify", server(database)));
    } finally {
      EngineUnderTest.run("rm", "--force", database);
    }
  }

  /** An engine refuses them for who joins another's network, as the forks do. */
  @Test
  void optionsOfTheNetworkAreThoseOfTheForksFirewall() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("options"))
            .pom(TestPom.of("options"))
            .test(
                "OptionsTest",
                """
                @Test
                void livesInTheNetwork() throws Exception {
                  assertNotNull(NetworkInterface.getByInetAddress(InetAddress.getByName("@client4@")));
                  assertEquals("@address@", InetAddress.getByName("somewhere").getHostAddress());
                  assertEquals("33", Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_default_ttl")).get(0));
                }

                @Test
                void hasItsOwnLimits() throws Exception {
                  assertTrue(Files.readString(Path.of("/proc/self/limits")).contains("Max open files            777 "));
                }
                """);

    MavenRun run =
        project.run(
            "verify",
            "-Dsandbox.createArgs=--hostname=tests,--ip="
                + SERVERS.client4()
                + ",--ulimit=nofile=777,--add-host=somewhere:"
                + TestProject.address()
                + ",--sysctl=net.ipv4.ip_default_ttl=33");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Tests run: 2, ", "nothing was blocked");
    assertThat(run.left()).isEmpty();
  }
}
