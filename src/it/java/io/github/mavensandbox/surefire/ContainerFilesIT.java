package io.github.mavensandbox.surefire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerEngine.Streams;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.surefire.files.HostFiles;
import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.files.TargetFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes files into a real container and out of it, as a fork of Surefire's needs them. */
class ContainerFilesIT {

  private static final int USER = 10001;

  private static ContainerEngine engine;

  private final String name = ContainerGuard.newName("files");

  @TempDir Path temporary;
  private Path project;
  private Path target;

  @BeforeAll
  static void locateEngine() throws Exception {
    String program =
        Objects.requireNonNull(System.getProperty("sandbox.engine"), "sandbox.engine is not set");
    engine = new EngineLocator().locate(program, List.of());
  }

  @BeforeEach
  void makeProject() throws IOException {
    project = temporary.resolve("project");
    target = project.resolve("target");
    Files.createDirectories(target.resolve("classes"));
    Files.writeString(target.resolve("classes/A.class"), "class");
    Files.writeString(target.resolve("data"), "host's");
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    // As a home directory is: closed to everybody else.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
  }

  @AfterEach
  void removeContainer() throws Exception {
    engine.remove(name);
  }

  /** Runs a script as the user, with the project's files, and returns what it wrote. */
  private String run(String script) throws Exception {
    List<String> create = new ArrayList<>(engine.command());
    create.addAll(
        List.of("create", "--name", name, "--label", "io.github.mavensandbox.test=files"));
    create.addAll(List.of("--interactive", "--network", "none", "--user", USER + ":" + USER));
    create.addAll(List.of("sandbox-dev/jre:17", "sh", "-c", "exec 2>&1; umask 0; " + script));
    CommandLine.of(create).output();
    HostFiles files = new HostFiles(USER, USER);
    files.add(project);
    files.add(Path.of("/lib/os-release"));
    files.directory(Path.of("/root"));
    files.addFile("/etc/passwd", "app:x:10001:10001::/root:/bin/sh\n".getBytes(UTF_8), 0444);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    files.writeTo(tar);
    engine.copyIn(name, "/", new ByteArrayInputStream(tar.toByteArray()));
    Process client = engine.start(name, Streams.PIPED);
    client.getOutputStream().close();
    return new String(client.getInputStream().readAllBytes(), UTF_8);
  }

  private TakeResult take() throws IOException {
    try (InputStream tar = engine.copyOut(name, target.toString())) {
      return new TargetFiles(target, "app-1.0").take(tar);
    }
  }

  @Test
  void the_user_finds_what_he_has_on_the_host() throws Exception {
    String seen =
        run(
            "cd "
                + project
                + " && cat pom.xml target/classes/A.class && echo && id -un"
                + " && stat -c '%a %u:%g %n' /tmp /usr /etc /root . target /lib"
                + " && touch /root/a /tmp/a target/a b && ! touch /usr/a /b 2>/dev/null");

    assertThat(seen.lines())
        .containsExactly(
            "<project/>class",
            "app",
            "1777 0:0 /tmp",
            "755 0:0 /usr",
            "755 0:0 /etc",
            "%s 10001:10001 /root".formatted(mode(Path.of("/root"))),
            "%s 10001:10001 .".formatted(mode(project)),
            "%s 10001:10001 target".formatted(mode(target)),
            "777 0:0 /lib");
  }

  private static String mode(Path directory) throws IOException {
    return Integer.toOctalString((Integer) Files.getAttribute(directory, "unix:mode") & 0777);
  }

  @Test
  void only_harmless_files_come_back() throws Exception {
    String said =
        run(
            "cd "
                + target
                + " && mkdir -p out/deep && echo good > out/deep/file"
                + " && echo coverage > jacoco.exec"
                + " && touch -d 2222-02-02 out/future && chmod 7777 out/future"
                + " && ln -s /etc/passwd link && ln -s /etc folder && mkfifo fifo"
                + " && echo evil > classes/Evil.class && echo evil > app-1.0.jar"
                + " && echo evil > data && ln out/deep/file hard"
                + " && echo x > \"$(printf 'a\\033[2J\\nb')\""
                + " && truncate -s 513M sparse");
    assertThat(said).isEmpty();

    TakeResult taken = take();

    assertThat(files())
        .containsExactly(
            "classes",
            "classes/A.class",
            "data",
            "hard",
            "jacoco.exec",
            "out",
            "out/deep",
            "out/future");
    assertThat(target.resolve("hard")).hasContent("good");
    assertThat(target.resolve("data")).hasContent("host's");
    assertThat(Files.getLastModifiedTime(target.resolve("out/future")).toInstant())
        .isBeforeOrEqualTo(Instant.now());
    assertThat(mode(target.resolve("out/future"))).isEqualTo("755");
    assertThat(taken.remarks())
        .containsExactlyInAnyOrder(
            "2 symbolic links left out, the first: 'target/folder'",
            "1 hard link left out: 'target/out/deep/file'",
            "1 special file left out: 'target/fifo'",
            "1 file with an unsafe name left out: 'target/a\\u001B[2J\\nb'",
            "1 file that is too large left out: 'target/sparse'",
            "2 files where only the build itself may write left out, the first: 'target/app-1.0.jar'",
            "1 file stayed as it was, because something other than sandboxed tests wrote it last: 'target/data'; to get what the tests wrote, delete it before they run ('mvn clean' deletes target)");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(target)) {
      return all.filter(path -> !path.equals(target))
          .map(path -> target.relativize(path).toString())
          .filter(name -> !name.matches("sandbox(/taken(/files)?)?"))
          .sorted()
          .toList();
    }
  }

  @Test
  void a_container_without_target_is_the_engines_error() throws Exception {
    run("rm -r " + target);

    assertThatIOException().isThrownBy(this::take).withMessageContaining(target.toString());
  }
}
