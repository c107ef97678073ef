package io.github.mavensandbox.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerEngine.Streams;
import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.engine.Volumes;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.options.CreateOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every engine does, tried on the real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineContract {

  private ContainerEngine engine;
  private TestImage image;
  private final String name = ContainerGuard.newName("test");

  /** Finds the engine, or skips the class where it is not installed. */
  abstract ContainerEngine locate() throws EngineException, InterruptedException;

  /** Returns what {@code create} needs on the machine that runs the tests. */
  abstract CreateOptions createOptions();

  @BeforeAll
  void makeImage() throws Exception {
    engine = locate();
    image = new TestImage(engine);
  }

  @AfterEach
  void removeContainer() throws Exception {
    engine.remove(name);
  }

  @AfterAll
  void removeImage() throws Exception {
    if (image != null) {
      image.close();
    }
  }

  ContainerSpec spec(String... command) {
    return spec(name, Program.of(List.of(command), Map.of()));
  }

  private ContainerSpec spec(String container, Program program) {
    return ContainerSpec.of(image.reference(), container, program).with(createOptions());
  }

  ContainerEngine engine() {
    return engine;
  }

  private String create(ContainerSpec spec) throws Exception {
    return engine.create(spec, Map.of());
  }

  /** Runs a container with this input and returns what it wrote to stdout. */
  String run(ContainerSpec spec) throws Exception {
    create(spec);
    Process client = engine.start(name, Streams.PIPED);
    client.getOutputStream().close();
    return new String(client.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void tells_what_it_is() {
    assertThat(engine.info().architecture()).isIn("amd64", "arm64");
    assertThat(engine.info().os()).isEqualTo("linux");
    assertThat(engine.info().version()).matches("\\d+\\.\\d+.*");
  }

  @Test
  void an_image_that_is_not_there_has_no_id() throws Exception {
    assertThat(engine.imageId("sandbox-test-none:1")).isEmpty();
  }

  @Test
  void an_image_is_described() throws Exception {
    ImageDetails details = engine.inspectImage(image.reference()).orElseThrow();

    assertThat(details.id()).matches("sha256:[0-9a-f]{64}");
    assertThat(details.size()).isPositive();
    assertThat(details.diffIds()).singleElement().asString().matches("sha256:[0-9a-f]{64}");
    assertThat(details.architecture()).isEqualTo(engine.info().architecture());
    assertThat(details.labels()).containsEntry(TestImage.LABEL, "engine");
    assertThat(engine.imageId(details.id())).contains(details.id());
  }

  @Test
  void an_images_label_is_told() throws Exception {
    assertThat(engine.imageLabel(image.reference(), TestImage.LABEL)).contains("engine");
    assertThat(engine.imageLabel(image.reference(), "io.github.mavensandbox.none")).isEmpty();
    assertThat(engine.imageLabel("sandbox-test-none:1", TestImage.LABEL)).isEmpty();
  }

  @Test
  void images_are_found_by_a_label() throws Exception {
    ImageDetails details = engine.inspectImage(image.reference()).orElseThrow();

    assertThat(details.created()).isBetween(Instant.now().minusSeconds(3600), Instant.now());
    assertThat(engine.imagesWithLabel(TestImage.LABEL + "=engine")).contains(details);
    assertThat(engine.imagesWithLabel(TestImage.LABEL)).contains(details);
    assertThat(engine.imagesWithLabel(TestImage.LABEL + "=other")).isEmpty();
  }

  @Test
  void an_image_gets_one_more_name_and_loses_it() throws Exception {
    String other = "sandbox-test-other:" + name;
    engine.tag(image.reference(), other);
    assertThat(engine.imageId(other)).isEqualTo(engine.imageId(image.reference()));

    engine.removeImage(other);
    engine.removeImage(other);

    assertThat(engine.imageId(other)).isEmpty();
    assertThat(engine.imageId(image.reference())).isPresent();
  }

  @Test
  void an_image_that_was_saved_is_the_same_when_it_is_loaded() throws Exception {
    String other = "sandbox-test-saved:" + name;
    engine.tag(image.reference(), other);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    engine.save(other, tar);
    engine.removeImage(other);

    List<String> loaded = engine.load(new ByteArrayInputStream(tar.toByteArray()));

    assertThat(loaded).singleElement().asString().endsWith(other);
    assertThat(engine.imageId(other)).isEqualTo(engine.imageId(image.reference()));
    engine.removeImage(other);
  }

  @Test
  void an_image_whose_source_breaks_off_is_not_loaded() throws Exception {
    String other = "sandbox-test-broken:" + name;
    engine.tag(image.reference(), other);
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    engine.save(other, tar);
    engine.removeImage(other);
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(tar.toByteArray()), new BrokenStream());

    assertThatThrownBy(() -> engine.load(broken))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the disk is gone");
  }

  /** Fails where the end would be. */
  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is gone");
    }
  }

  @Test
  void a_missing_image_is_never_pulled() {
    ContainerSpec spec =
        ContainerSpec.of("sandbox-test-none:1", name, Program.of(List.of(), Map.of()));

    assertThatThrownBy(() -> create(spec))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("create")
        .hasMessageContaining("sandbox-test-none:1");
  }

  @Test
  void the_exit_code_is_the_programs() throws Exception {
    run(spec("sh", "-c", "exit 42"));

    assertThat(engine.waitFor(name)).isEqualTo(42);
  }

  @Test
  void a_megabyte_passes_through_unchanged() throws Exception {
    byte[] bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    create(spec("cat"));
    Process client = engine.start(name, Streams.PIPED);
    CompletableFuture<Void> feeding =
        CompletableFuture.runAsync(
            () -> {
              try (var input = client.getOutputStream()) {
                input.write(bytes);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });

    assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
    feeding.join();
    assertThat(engine.waitFor(name)).isZero();
  }

  @Test
  void output_after_the_end_of_input_and_errors_arrive_apart() throws Exception {
    create(spec("sh", "-c", "cat; echo late; echo wrong >&2"));
    Process client = engine.start(name, Streams.PIPED);
    client.getOutputStream().write("in\n".getBytes(UTF_8));
    client.getOutputStream().close();

    assertThat(client.getInputStream()).hasContent("in\nlate\n");
    assertThat(client.getErrorStream()).hasContent("wrong\n");
  }

  @Test
  void a_signal_reaches_the_program_and_its_last_words_reach_us() throws Exception {
    create(spec("sh", "-c", "trap 'echo bye; exit 6' TERM; echo up; while :; do sleep 0.1; done"));
    Process client = engine.start(name, Streams.PIPED);
    var lines = client.inputReader(UTF_8);
    assertThat(lines.readLine()).isEqualTo("up");

    engine.kill(name, "TERM");

    assertThat(lines.readLine()).isEqualTo("bye");
    assertThat(engine.waitFor(name)).isEqualTo(6);
  }

  @Test
  void a_signal_to_a_stopped_container_is_no_error() throws Exception {
    run(spec("sh", "-c", "exit 0"));
    engine.waitFor(name);

    engine.kill(name, "TERM");

    assertThat(engine.waitFor(name)).isZero();
  }

  @Test
  void a_program_that_does_not_stop_is_killed() throws Exception {
    create(spec("sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.1; done"));
    Process client = engine.start(name, Streams.PIPED);
    assertThat(client.inputReader(UTF_8).readLine()).isEqualTo("up");

    engine.stop(name, Duration.ofSeconds(1));

    assertThat(engine.waitFor(name)).isEqualTo(137);
  }

  @Test
  void files_go_in_with_their_owners_and_modes_and_come_out() throws Exception {
    create(spec("sh", "-c", "stat -c '%u:%g %a' /tmp/in/file && echo out > /tmp/in/made"));
    engine.copyIn(name, "/", tar("tmp/in/file", "hello", 1234, 0640));

    Process client = engine.start(name, Streams.PIPED);
    assertThat(client.getInputStream()).hasContent("1234:1234 640");
    engine.waitFor(name);

    Map<String, String> files = new java.util.TreeMap<>();
    try (TarArchiveInputStream out = new TarArchiveInputStream(engine.copyOut(name, "/tmp/in"))) {
      for (TarArchiveEntry entry = out.getNextEntry(); entry != null; entry = out.getNextEntry()) {
        files.put(entry.getName(), new String(out.readAllBytes(), UTF_8));
      }
    }
    assertThat(files).containsEntry("in/file", "hello").containsEntry("in/made", "out\n");
  }

  @Test
  void a_volume_that_one_container_fills_others_only_read_and_it_goes_with_the_last()
      throws Exception {
    String other = name + "-other";
    create(spec("sleep", "60").with(new Volumes(Optional.of("/a b/ä"), Optional.empty())));
    engine.start(name, Streams.PIPED);
    String volume = ask("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", name);
    assertThat(ask("volume", "ls", "--quiet")).contains(volume);
    try {
      engine.copyIn(name, "/a b/ä", tar("in/file", "first", 1234, 0644));
      engine.copyIn(name, "/a b/ä", tar("in/file", "second", 1234, 0644));
      create(
          spec(
                  other,
                  Program.of(
                      List.of(
                          "sh",
                          "-c",
                          "cd '/a b/ä/in'; cat file; stat -c ' %u:%g %a' file; exec 2>&1; echo > new; echo > file"),
                      Map.of()))
              .with(new Volumes(Optional.empty(), Optional.of(name))));
      Process client = engine.start(other, Streams.PIPED);

      assertThat(client.inputReader(UTF_8).lines())
          .hasSize(3)
          .startsWith("second 1234:1234 644")
          .filteredOn(line -> line.contains("Read-only file system"))
          .hasSize(2);
    } finally {
      engine.remove(other);
      engine.remove(name);
    }
    assertThat(ask("volume", "ls", "--quiet")).doesNotContain(volume);
  }

  @Test
  void the_volumes_that_an_image_declares_are_told() throws Exception {
    assertThat(engine.inspectImage(image.reference()).orElseThrow().volumes()).isEmpty();
    String other = "sandbox-test-volume:" + name;
    create(spec("sh"));
    ask("commit", "--change", "VOLUME /data", name, other);

    assertThat(engine.inspectImage(other).orElseThrow().volumes()).containsExactly("/data");
    engine.removeImage(other);
  }

  private static InputStream tar(String path, String content, int owner, int mode)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(path);
      entry.setSize(content.length());
      entry.setIds(owner, owner);
      entry.setMode(mode);
      tar.putArchiveEntry(entry);
      tar.write(content.getBytes(UTF_8));
      tar.closeArchiveEntry();
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @RepeatedTest(5)
  void all_that_a_container_wrote_comes_out_right_after_its_end() throws Exception {
    run(
        spec(
            "sh",
            "-c",
            "cd /tmp; for n in $(echo 1 2 3 4 5 6 7 8 9); do"
                + " for m in 1 2 3 4 5 6 7 8 9; do head -c 100000 /dev/zero >$n$m; done; done"));
    engine.kill(name, "KILL");

    try (TarArchiveInputStream tar = new TarArchiveInputStream(engine.copyOut(name, "/tmp"))) {
      int files = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files += entry.isDirectory() ? 0 : 1;
      }
      assertThat(files).isEqualTo(81);
    }
  }

  @Test
  void a_path_that_is_not_there_does_not_come_out() throws Exception {
    create(spec("sh"));

    try (InputStream out = engine.copyOut(name, "/no/such")) {
      assertThatThrownBy(out::readAllBytes)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("/no/such");
    }
  }

  @Test
  void nothing_of_the_callers_environment_goes_in() throws Exception {
    String variables = run(spec(name, Program.of(List.of("env"), Map.of("GIVEN", "a b\nc"))));

    assertThat(variables).contains("GIVEN=a b\nc\n");
    assertThat(variables.replace("GIVEN=a b\nc\n", "").lines())
        .allMatch(line -> line.matches("(PATH|HOSTNAME|HOME|TERM|container)=.*"));
  }

  @Test
  void there_is_no_capability_but_what_is_asked_for() throws Exception {
    String status = run(spec("cat", "/proc/1/status").with(Privileges.of(List.of("NET_ADMIN"))));

    assertThat(status).containsPattern("CapBnd:\\s+0000000000001000\n");
  }

  /** Returns whether this engine can set limits on this machine. */
  boolean hasLimits() throws Exception {
    return true;
  }

  @Test
  void the_default_limits_are_in_force() throws Exception {
    Assumptions.assumeTrue(
        hasLimits(), "an ordinary user has none with control groups of version 1");
    String limits =
        run(
            spec(
                "sh",
                "-c",
                "cd /sys/fs/cgroup; cat memory.max memory/memory.limit_in_bytes pids.max pids/pids.max 2>/dev/null;"
                    + "df -k /dev/shm"));

    assertThat(limits.lines())
        .contains(Long.toString(Limits.DEFAULT.memoryBytes()), "4096")
        .anyMatch(l -> l.contains(" 1048576 "));
  }

  @Test
  void its_own_address_in_the_default_network_is_known() throws Exception {
    String routes = run(spec("/bin/busybox", "ip", "route"));

    assertThat(engine.gateway(ContainerNetwork.DEFAULT))
        .isPresent()
        .get()
        .asString()
        .satisfies(gateway -> assertThat(routes).contains("default via " + gateway + " "));
  }

  @Test
  void it_joins_more_than_one_network() throws Exception {
    String network = name + "-net";
    ask("network", "create", "--internal", network);
    try {
      String interfaces =
          run(
              spec("ls", "/sys/class/net")
                  .with(
                      new ContainerNetwork.Own(
                          List.of(ContainerNetwork.DEFAULT, network), List.of())));

      assertThat(interfaces).contains("eth0", "eth1");
      engine.remove(name);
      // The default one has a name of its own in Podman.
      interfaces =
          run(
              spec("ls", "/sys/class/net")
                  .with(
                      new ContainerNetwork.Own(
                          List.of(network, ContainerNetwork.DEFAULT), List.of())));
      assertThat(interfaces).contains("eth0", "eth1");
    } finally {
      engine.remove(name);
      ask("network", "rm", network);
    }
  }

  @Test
  void a_network_that_is_not_there_is_named_before_anything_is_created() throws Exception {
    ContainerSpec spec =
        spec("sh")
            .with(
                new ContainerNetwork.Own(
                    List.of(ContainerNetwork.DEFAULT, "no-such-net"), List.of()));

    assertThatThrownBy(() -> create(spec))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the engine has no network 'no-such-net'");
    assertThatThrownBy(() -> engine.copyOut(name, "/").readAllBytes()).hasMessageContaining(name);
  }

  @Test
  void a_port_is_published_on_loopback_only() throws Exception {
    create(
        spec("sleep", "60")
            .with(
                new ContainerNetwork.Own(
                    List.of(),
                    List.of(new PublishedPort(PublishedPort.LOOPBACK, 0, 8080, "tcp")))));
    engine.start(name, Streams.PIPED);
    String published = "";
    while (published.isEmpty()) {
      published = portOf(name);
    }

    assertThat(published).matches("8080/tcp -> 127\\.0\\.0\\.1:\\d+");
  }

  private String portOf(String container) throws Exception {
    return command("port", container).run().stdout().strip();
  }

  private String ask(String... arguments) throws Exception {
    return command(arguments).run().orThrow();
  }

  private Command command(String... arguments) {
    List<String> command = new java.util.ArrayList<>(engine.command());
    command.addAll(List.of(arguments));
    return new Command(command, Command.SHORT);
  }

  @Test
  void containers_are_found_by_label() throws Exception {
    String id = engine.create(spec("sh"), Map.of("sandbox.test.find", "a,b=c"));

    assertThat(engine.containersWithLabel("sandbox.test.find"))
        .anySatisfy(
            found -> {
              assertThat(found.id()).isEqualTo(id);
              assertThat(found.labels()).containsEntry("sandbox.test.find", "a,b=c");
            });
  }

  @Test
  void what_is_removed_is_gone_and_removing_it_again_is_no_error() throws Exception {
    engine.create(spec("sh"), Map.of("sandbox.test.removed", name));

    engine.remove(name);
    engine.remove(name);

    assertThat(engine.containersWithLabel("sandbox.test.removed"))
        .noneMatch(found -> found.labels().containsValue(name));
  }

  @Test
  void what_is_removed_is_gone_also_when_another_joined_its_network() throws Exception {
    String joined = ContainerGuard.newName("joined");
    engine.create(spec("sh", "-c", "cat"), Map.of("sandbox.test.joined", name));
    Process client = engine.start(name, Streams.PIPED);
    try {
      create(
          spec(joined, Program.of(List.of("sh"), Map.of()))
              .with(new ContainerNetwork.Joined(name)));

      engine.remove(name);

      assertThat(engine.containersWithLabel("sandbox.test.joined"))
          .noneMatch(found -> found.labels().containsValue(name));
    } finally {
      engine.remove(joined);
      client.destroy();
    }
  }
}
