package io.github.mavensandbox.it.maven;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A project that a test writes, or a copy of one, and Maven at work on it. */
public final class TestProject {

  /** What only the servers of this run can fill in; a test without an engine has none. */
  private static final Pattern OF_SERVERS = Pattern.compile("@[a-z]+[46]?@");

  private static final Path PROJECTS = Path.of("src/it/projects");

  /** Where nothing has any servers, an address that the policies of tests do not allow. */
  private static final String ADDRESS = "198.51.100.7";

  private final Path folder;
  private final Path home;
  private final Maven maven;

  /**
   * Makes one that is still empty. Where its tests run in namespaces, an ordinary user builds it.
   *
   * @param folder an empty one
   */
  public TestProject(Path folder) throws IOException, InterruptedException {
    this(folder, folder, userUnderTest());
  }

  /**
   * Makes one that is still empty.
   *
   * @param folder an empty one
   * @param user who builds it; empty for who runs the tests
   */
  public TestProject(Path folder, Optional<OrdinaryUser> user) throws IOException {
    this(folder, folder, user);
  }

  private TestProject(Path folder, Path home, Optional<OrdinaryUser> user) throws IOException {
    this.folder = folder;
    this.home = home;
    maven = new Maven(home.resolve("settings.xml"), home.resolve("temporary"), user);
    Files.createDirectories(maven.temporary());
    String settings = Files.readString(Path.of("src/it/settings.xml"));
    if (user.isPresent()) {
      settings = settings.replace("@localRepositoryUrl@", OrdinaryUser.repositoryUrl());
    }
    Files.writeString(maven.settings(), Placeholders.replacedIn(settings));
  }

  private static Optional<OrdinaryUser> userUnderTest() throws IOException, InterruptedException {
    return KindUnderTest.isNamespaces() ? Optional.of(OrdinaryUser.ofThisRun()) : Optional.empty();
  }

  /**
   * Copies one of the projects in {@code src/it/projects}. What Maven needs beside it is in the
   * folder above.
   *
   * @param name of the project's folder
   * @param folder becomes the copy
   */
  public static TestProject copyOf(String name, Path folder)
      throws IOException, InterruptedException {
    return new TestProject(folder, folder.toAbsolutePath().getParent(), userUnderTest())
        .filesOf(PROJECTS.resolve(name));
  }

  /** Copies all files of a folder; in POMs what stands between two @ is replaced. */
  public TestProject filesOf(Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = source.relativize(file).toString();
        if (file.endsWith("pom.xml")) {
          file(path, Files.readString(file));
        } else {
          Files.createDirectories(path(path).getParent());
          Files.copy(file, path(path));
        }
      }
    }
    return this;
  }

  /** Writes the project's POM. */
  public TestProject pom(TestPom pom) throws IOException {
    return file("pom.xml", pom.text());
  }

  /** Writes the POM of a module, whose folder has its artifact's name. */
  public TestProject module(TestPom pom) throws IOException {
    return file(pom.artifact() + "/pom.xml", pom.text());
  }

  /** Writes the POM above modules, which it is not the parent of. */
  public TestProject reactor(List<String> modules) throws IOException {
    String names = String.join("", modules.stream().map("<module>%s</module>"::formatted).toList());
    return file(
        "pom.xml",
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>it</groupId>
          <artifactId>reactor</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
          <build>
            <plugins>
              <plugin>
                <groupId>@project.groupId@</groupId>
                <artifactId>@project.artifactId@</artifactId>
                <version>@project.version@</version>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(names));
  }

  /** Writes a test class of the package {@code it}. */
  public TestProject test(String name, String members) throws IOException {
    return test("", name, members);
  }

  /** Writes a test class of a module. */
  public TestProject test(String module, String name, String members) throws IOException {
    return file(
        Path.of(module, "src/test/java/it", name + ".java").toString(),
        """
        package it;

        import static org.junit.jupiter.api.Assertions.*;

        import java.io.*;
        import java.net.*;
        import java.nio.file.*;
        import java.util.*;
        import org.junit.jupiter.api.Test;

        class %s {
        %s
        }
        """
            .formatted(name, members.indent(2)));
  }

  /** Writes a file, in which what stands between two @ is replaced. */
  public TestProject file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    String filled = Placeholders.replacedIn(text);
    if (OF_SERVERS.matcher(filled).find()) {
      filled = filled.replace("@address@", address());
    }
    if (OF_SERVERS.matcher(filled).find()) {
      filled = Servers.ofThisRun().replacedIn(filled);
    }
    Files.writeString(file, filled);
    return this;
  }

  /**
   * Writes a program that is the engine's in all but what a script does first, in which the engine
   * is the function {@code engine}.
   *
   * @return its path
   */
  public String engine(String name, String script) throws IOException {
    String engine = "engine() { '" + EngineUnderTest.program() + "' \"$@\"; }\n";
    file(name, "#!/bin/sh\n" + engine + script + "\nengine \"$@\"\n");
    return Files.setPosixFilePermissions(
            folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"))
        .toString();
  }

  /** Returns an address, of a network without a way out, where nothing needs to be. */
  public static String address() {
    return KindUnderTest.isNamespaces() ? ADDRESS : Servers.ofThisRun().blocked4();
  }

  /** A file or folder of the project. */
  public Path path(String path) {
    return folder.resolve(path);
  }

  /** Removes a file or a folder of the project, if it is there. */
  public void remove(String path) throws IOException {
    if (Files.exists(path(path))) {
      try (Stream<Path> files = Files.walk(path(path))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Where its builds find artifacts, and install them. */
  public Path repository() {
    return maven.artifacts();
  }

  /** Puts an artifact of version 1 where builds find it, as if one had installed it. */
  public void install(String group, String artifact, String type, String content)
      throws IOException {
    Path folder = repository().resolve(group.replace('.', '/')).resolve(artifact).resolve("1");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(artifact + "-1." + type), content);
  }

  /** Where Maven and what it starts on the host may leave temporary files. */
  public Path temporary() {
    return maven.temporary();
  }

  /**
   * Returns Maven's command line; its output and its errors are one stream. What there is by now of
   * the project is given to the user who builds it.
   */
  public CommandLine maven(String... arguments) throws IOException, InterruptedException {
    if (maven.user().isPresent()) {
      maven.user().get().give(home);
    }
    return maven.in(folder, arguments);
  }

  /** Starts Maven; its output and its errors are one stream. */
  public Process start(String... arguments) throws IOException, InterruptedException {
    return maven(arguments).start();
  }

  /** Starts Maven with more variables in its environment. */
  public Process start(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    return maven(arguments).variables(variables).start();
  }

  /** Runs Maven to its end. */
  public MavenRun run(String... arguments) throws IOException, InterruptedException {
    return MavenRun.awaited(start(arguments));
  }

  /** Compiles it, which {@link #runTests} does not. */
  public TestProject compile() throws IOException, InterruptedException {
    MavenRun run = run("test-compile");
    if (!run.hasSucceeded()) {
      throw new AssertionError(run.output());
    }
    return this;
  }

  /**
   * Runs the tests that are compiled as a build does that comes to them: by the executions of
   * prepare, Surefire and check that the POM binds to it, and by nothing else. A quarter of a small
   * build's time is what comes before and between them.
   */
  public MavenRun runTests(String... more) throws IOException, InterruptedException {
    return MavenRun.awaited(tests(more).start());
  }

  /** Returns the command line by which Maven {@linkplain #runTests runs the tests}. */
  public CommandLine tests(String... more) throws IOException, InterruptedException {
    return maven("sandbox:prepare@default", "surefire:test@default-test", "sandbox:check@default")
        .with(more);
  }

  /** What is left of the sandbox's in the folder of temporary files. */
  public List<String> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(temporary())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
