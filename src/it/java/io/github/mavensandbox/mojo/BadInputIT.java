package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user gets to read for each mistake: one line, in a build of one module for each. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BadInputIT {

  /**
   * A mistake.
   *
   * @param module its name
   * @param configuration what is wrong
   * @param line how the one line begins behind Maven's own words
   */
  private record Mistake(String module, String configuration, String line) {

    @Override
    public String toString() {
      return module;
    }
  }

  private static final String OWN =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  private static final String OTHER = OWN.equals("arm64") ? "amd64" : "arm64";

  private static final List<Mistake> BUILD =
      List.of(
          // The policy.
          new Mistake(
              "rule",
              allow("10.0.0.0/8 please"),
              "<allow> rule 2, '10.0.0.0/8 please': has white space in it; only 'in' or 'out' (in lower case) can stand before a target"),
          new Mistake(
              "empty-rule",
              allow(""),
              "<allow> rule 2, '': is empty; remove it, or write a rule like '192.168.0.0/24'"),
          new Mistake(
              "cidr",
              allow("10.0.0.0/33"),
              "<allow> rule 2, '10.0.0.0/33': prefix length 33 is longer than an IPv4 address (32)"),
          new Mistake(
              "host-bits",
              allow("10.1.2.3/8"),
              "<allow> rule 2, '10.1.2.3/8': bits are set behind the prefix length; write '10.0.0.0/8' for the network, or '10.1.2.3' for the address"),
          new Mistake(
              "port",
              allow("10.1.2.3:70000"),
              "<allow> rule 2, '10.1.2.3:70000': port 70000 is not between 1 and 65535"),
          new Mistake(
              "protocol",
              allow("10.1.2.3:80/icmp"),
              "<allow> rule 2, '10.1.2.3:80/icmp': protocol 'icmp' is not 'tcp' or 'udp'; a rule with neither ports nor protocol is for every protocol"),
          new Mistake(
              "direction",
              allow("inn 10.1.2.3"),
              "<allow> rule 2, 'inn 10.1.2.3': has white space in it; only 'in' or 'out' (in lower case) can stand before a target"),
          new Mistake(
              "host-name",
              allow("db_internal:5432"),
              "<allow> rule 2, 'db_internal:5432': '_' is not possible in a host name: letters, digits, hyphens and dots are"),
          new Mistake(
              "none-and-more",
              allow("none"),
              "<allow> rule 2, 'none': stands alone; remove it, or all other rules"),
          // The base.
          new Mistake(
              "base-not-in-engine",
              from("docker://sandbox-dev/missing:1"),
              "base image 'docker://sandbox-dev/missing:1' is not in the engine; pull or import it, or leave out docker:// to fetch it from a registry"),
          new Mistake(
              "base-not-a-file",
              from("tar://missing.tar"),
              "base image 'tar://missing.tar' is not there; name a file as 'docker save' writes it"),
          new Mistake(
              "base-not-a-name",
              from("Not A Name"),
              "base image 'Not A Name' is not an image reference; write [registry://|docker://]name:tag or tar://path"),
          new Mistake(
              "base-not-reachable",
              from("localhost:1/base:1"),
              "base image 'localhost:1/base:1' cannot be had: the registry does not answer (HttpHostConnectException: Connect to localhost:1 "),
          new Mistake(
              "base-without-java",
              from("docker://sandbox-dev/no-java:1"),
              "base image 'docker://sandbox-dev/no-java:1' has no java in its PATH (/bin); choose one with a Java runtime, such as eclipse-temurin:21-jre"),
          new Mistake(
              "base-of-other-architecture",
              from("docker://sandbox-dev/other-arch:1"),
              "base image 'docker://sandbox-dev/other-arch:1' is for linux/@other@, the tools are for linux/@own@; choose a base for linux/@own@"),
          new Mistake(
              "platform",
              platforms(platform("windows", "amd64")),
              "<from><platforms> must be one <platform> with an <architecture> and the <os> linux; build once for each architecture"),
          new Mistake(
              "architecture",
              platforms(platform("linux", "sparc")),
              "architecture 'sparc' is not supported; there are tools for amd64, arm64"),
          new Mistake(
              "two-platforms",
              platforms(platform("linux", "amd64") + platform("linux", "arm64")),
              "<from><platforms> must be one <platform> with an <architecture> and the <os> linux; build once for each architecture"),
          // The program.
          new Mistake(
              "empty-project",
              "",
              "no classes in @folder@/build/empty-project/target/classes: there is nothing to run; compile the project first"),
          new Mistake(
              "no-main-class",
              "",
              "no main class in @folder@/build/no-main-class/target/classes; add <container><mainClass>, or -Dsandbox.mainClass"),
          new Mistake(
              "several-main-classes",
              "",
              "several main classes (it.Main, it.Other); choose one with <container><mainClass>, or -Dsandbox.mainClass"),
          // The image.
          new Mistake(
              "user",
              container("<user>root</user>"),
              "user 'root' is not uid or uid:gid with numbers from 1 to 2147483646, such as 10001:10001; the program never runs as root"),
          new Mistake(
              "user-zero",
              container("<user>0:10001</user>"),
              "user '0:10001' is not uid or uid:gid with numbers from 1 to 2147483646, such as 10001:10001; the program never runs as root"),
          new Mistake(
              "ports",
              container("<ports><port>80-70</port></ports>"),
              "ports [80-70]: Invalid port range '80-70'; smaller number must come first; write a port or a range, with /udp or without: 8080, 8000-8010, 53/udp"),
          new Mistake(
              "volume",
              container("<volumes><volume>data</volume></volumes>"),
              "volume 'data' is not an absolute path such as /data"),
          new Mistake(
              "working-directory",
              container("<workingDirectory>data</workingDirectory>"),
              "working directory 'data' is not an absolute path such as /data"),
          new Mistake(
              "format",
              container("<format>zip</format>"),
              "<container><format> 'zip' is none of: Docker, OCI"),
          new Mistake(
              "creation-time",
              container("<creationTime>yesterday</creationTime>"),
              "<container><creationTime> 'yesterday' is none of: EPOCH, USE_CURRENT_TIMESTAMP, an ISO 8601 date and time such as 2026-01-31T12:00:00Z"),
          new Mistake(
              "image-name",
              "<to><image>Not A Name</image></to>",
              "image name 'Not A Name' is malformed; write [registry/]name[:tag] in lower case, such as app:1.0"),
          // The engine.
          new Mistake(
              "engine",
              "<engine>dokcer</engine>",
              "sandbox.engine 'dokcer' is none of: auto, docker, podman, the path of a program"),
          new Mistake(
              "engine-path",
              "<engine>/no/such/docker</engine>",
              "/no/such/docker: there is no such file, correct sandbox.engine; run 'mvn sandbox:doctor' to see what is missing"),
          new Mistake(
              "engine-not-running",
              "<engine>docker</engine><engineArgs><arg>--host=unix:///no/such.sock</arg></engineArgs>",
              "docker: its daemon is not running, start it with 'systemctl start docker' (Cannot connect to the Docker daemon at unix:///no/such.sock. Is the docker daemon running?)"),
          new Mistake(
              "engine-option",
              "<engine>docker</engine><engineArgs><arg>run</arg></engineArgs>",
              "docker: sandbox.engineArgs item 1, 'run', is refused: it is no option, and would be taken for an image or a command"),
          new Mistake(
              "engine-too-old",
              "<engine>@folder@/old-docker</engine>",
              "@folder@/old-docker: its server is version 1.13.1, the oldest that works is 20.10"));

  private static final List<Mistake> RUN =
      List.of(
          new Mistake(
              "memory",
              "<memory>much</memory>",
              "sandbox.memory 'much' is not a size; write a number and b, k, m, g or t: 512m, 4g"),
          new Mistake(
              "shm-size",
              "<shmSize>-1</shmSize>",
              "sandbox.shmSize '-1' is not a size; write a number and b, k, m, g or t: 512m, 4g"),
          new Mistake(
              "cpus", "<cpus>-1</cpus>", "sandbox.cpus '-1.0' is negative; 0 is all there are"),
          new Mistake(
              "pids", "<pids>0</pids>", "sandbox.pids '0' leaves no process; give at least 1"),
          new Mistake(
              "host-network",
              "<createArgs><arg>--network=host</arg></createArgs>",
              "sandbox.createArgs item 1, '--network=host', is refused: networks are named by sandbox.engineNetworks; without a network of its own the sandbox has no rules of its own"),
          new Mistake(
              "host-pid",
              "<createArgs><arg>--pid=host</arg></createArgs>",
              "sandbox.createArgs item 1, '--pid=host', is refused: it shares a namespace with the host or another container"),
          new Mistake(
              "engine-socket",
              "<createArgs><arg>--volume=/var/run/docker.sock:/var/run/docker.sock</arg></createArgs>",
              "sandbox.createArgs item 1, '--volume=/var/run/docker.sock:/var/run/docker.sock', is refused: '/var/run/docker.sock:/var/run/docker.sock' is not NAME:/FOLDER: no file, folder or socket of the host enters the sandbox, only named volumes"),
          new Mistake(
              "value-apart",
              "<createArgs><arg>--ulimit</arg><arg>nofile=4096</arg></createArgs>",
              "sandbox.createArgs item 1, '--ulimit', is refused: write --ulimit=nofile=4096 as one word"),
          new Mistake(
              "unknown-option",
              "<createArgs><arg>--frobnicate</arg></createArgs>",
              "sandbox.createArgs item 1, '--frobnicate', is refused: what may be given is --add-host, "),
          new Mistake(
              "unknown-name",
              allow("out no-such-host.test:80")
                  + "<createArgs><arg>--dns=127.0.0.1</arg></createArgs>",
              "the sandbox refused to start the program; the line above that begins with 'sandbox:' tells why"),
          new Mistake(
              "missing-network",
              "<engineNetworks><engineNetwork>no-such-network</engineNetwork></engineNetworks>",
              "the engine has no network 'no-such-network'; '@engine@ network ls' lists those that it has"));

  private static final List<Mistake> OFFLINE =
      List.of(
          new Mistake(
              "offline",
              from("localhost:1/base:1"),
              "base image 'localhost:1/base:1' is not in the cache, and Maven is offline (-o); build once online, or use an image of the engine with docker://"));

  private static final String CLASS = "package it; public class %s { %s }";
  private static final String MAIN = "public static void main(String[] args) {}";

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun build;
  private static MavenRun run;
  private static MavenRun offline;

  private static String allow(String rule) {
    return "<network><allow><rule>10.0.0.0/8</rule><rule>" + rule + "</rule></allow></network>";
  }

  private static String from(String image) {
    return "<from><image>" + image + "</image></from>";
  }

  private static String platform(String os, String architecture) {
    return "<platform><os>%s</os><architecture>%s</architecture></platform>"
        .formatted(os, architecture);
  }

  private static String platforms(String platforms) {
    return "<from><platforms>" + platforms + "</platforms></from>";
  }

  private static String container(String xml) {
    return "<container>" + xml + "</container>";
  }

  private static String filled(String text) {
    return text.replace("@folder@", folder.resolve("project").toString())
        .replace("@engine@", EngineUnderTest.program())
        .replace("@own@", OWN)
        .replace("@other@", OTHER);
  }

  @BeforeAll
  static void build() throws Exception {
    project = TestProject.copyOf("bad-input", folder.resolve("project"));
    project.file("old-docker", Script.named("old-engine"));
    Files.setPosixFilePermissions(
        project.path("old-docker"), PosixFilePermissions.fromString("rwxr-xr-x"));
    write("build", BUILD);
    write("run", RUN);
    write("without-network", OFFLINE);
    project.file("build/no-main-class/src/main/java/it/Main.java", CLASS.formatted("Main", ""));
    project.file(
        "build/several-main-classes/src/main/java/it/Other.java", CLASS.formatted("Other", MAIN));
    build = run("build", "process-classes", "sandbox:build");
    // All of them are meant.
    run = run("run", "sandbox:run", "--projects", String.join(",", modules(RUN)));
    offline = run("without-network", "--offline", "process-classes", "sandbox:build");
  }

  private static List<String> modules(List<Mistake> mistakes) {
    return mistakes.stream().map(Mistake::module).toList();
  }

  private static MavenRun run(String group, String... arguments) throws Exception {
    return MavenRun.awaited(
        project.maven("--fail-at-end").with(arguments).in(project.path(group)).start());
  }

  private static void write(String group, List<Mistake> mistakes) throws Exception {
    String names =
        String.join("", modules(mistakes).stream().map("<module>%s</module>"::formatted).toList());
    project.file(
        group + "/pom.xml",
        pom(
            "bad-input",
            group,
            "<packaging>pom</packaging><modules>%s</modules>".formatted(names)));
    for (Mistake mistake : mistakes) {
      String module = group + "/" + mistake.module();
      project.file(
          module + "/pom.xml",
          pom(
              group,
              mistake.module(),
              """
              <build>
                <plugins>
                  <plugin>
                    <groupId>@project.groupId@</groupId>
                    <artifactId>@project.artifactId@</artifactId>
                    <configuration>%s</configuration>
                  </plugin>
                </plugins>
              </build>
              """
                  .formatted(filled(mistake.configuration()))));
      // What is to be found out later than that there is nothing to run.
      if (!mistake.module().equals("empty-project")) {
        project.file(module + "/src/main/java/it/Main.java", CLASS.formatted("Main", MAIN));
      }
    }
  }

  private static String pom(String parent, String artifact, String rest) {
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>it</groupId>
            <artifactId>%s</artifactId>
            <version>1</version>
          </parent>
          <artifactId>%s</artifactId>
          %s
        </project>
        """
        .formatted(parent, artifact, rest);
  }

  @AfterAll
  static void removeImages() throws Exception {
    EngineUnderTest.removeImages(
        RUN.stream().map(mistake -> mistake.module() + "-sandbox:1").toArray(String[]::new));
  }

  static List<Mistake> mistakesInABuild() {
    return BUILD;
  }

  @ParameterizedTest
  @MethodSource("mistakesInABuild")
  void theGoalBuildTellsTheMistakeInALine(Mistake mistake) {
    assertTold(build, "build", mistake);
  }

  static List<Mistake> mistakesInARun() {
    return RUN;
  }

  @ParameterizedTest
  @MethodSource("mistakesInARun")
  void theGoalRunTellsTheMistakeInALine(Mistake mistake) {
    assertTold(run, "run", mistake);
  }

  static List<Mistake> mistakesWithoutANetwork() {
    return OFFLINE;
  }

  @ParameterizedTest
  @MethodSource("mistakesWithoutANetwork")
  void withoutANetworkItIsTold(Mistake mistake) {
    assertTold(offline, "build", mistake);
  }

  private static void assertTold(MavenRun run, String goal, Mistake mistake) {
    String project = " on project " + mistake.module() + ": ";
    assertThat(run.lines())
        .as(run.output())
        .filteredOn(
            line ->
                line.matches(
                    "\\[ERROR\\] Failed to execute goal \\S+:%s \\(default-cli\\)%s.*"
                        .formatted(goal, project)))
        .singleElement()
        .asString()
        .contains(project + filled(mistake.line()))
        .as("not more than a line")
        .matches(".*-> \\[Help \\d\\]");
  }

  @Test
  void theBuildsFail() {
    assertThat(List.of(build, run, offline)).noneMatch(run -> run.exitCode() == 0);
  }

  @Test
  void theSandboxSaysWhichNameDoesNotResolve() {
    assertThat(run.output()).contains("sandbox: 'no-such-host.test' does not resolve");
  }

  @Test
  void thereIsNoImageOfABuildThatFailed() throws Exception {
    assertThat(listed("image", "ls", "--format", "{{.Repository}}"))
        .doesNotContainAnyElementsOf(
            Stream.concat(BUILD.stream(), OFFLINE.stream())
                .map(mistake -> mistake.module() + "-sandbox")
                .toList());
  }

  @Test
  void thereIsNoContainerAtAll() throws Exception {
    assertThat(listed("ps", "--all", "--format", "{{.Image}}"))
        .doesNotContainAnyElementsOf(
            RUN.stream().map(mistake -> mistake.module() + "-sandbox:1").toList());
  }

  private static List<String> listed(String... command) throws Exception {
    // Podman says where a name is from.
    return EngineUnderTest.run(command)
        .lines()
        .map(line -> line.replaceFirst("^localhost/", ""))
        .toList();
  }
}
