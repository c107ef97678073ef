package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The founding article's own {@code --privileged}. On Podman: Docker 20.10 refuses to start a
 * privileged container where root may not raise limits, as on many CI runners.
 */
@SandboxTest
class PrivilegedIT {

  private static final Path RUNC = Path.of("/usr/sbin/runc");

  private final Fixture fixture;
  private ContainerEngine podman;
  private String image;

  PrivilegedIT(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void handTheImageOver() throws Exception {
    podman = EngineUnderTest.isPodman() ? fixture.engine() : rootsPodman();
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    fixture.engine().save(fixture.image(Recipe.DEFAULT.onBusybox()), tar);
    image = podman.load(new ByteArrayInputStream(tar.toByteArray())).get(0);
  }

  private static ContainerEngine rootsPodman() throws Exception {
    return new EngineLocator()
        .locate("podman", Files.exists(RUNC) ? List.of("--runtime=runc") : List.of());
  }

  @AfterAll
  void removeTheImage() throws Exception {
    podman.removeImage(image);
  }

  private Ended run(String commandLine) throws Exception {
    List<String> run = new ArrayList<>(List.of("run", "--rm", "--privileged"));
    if (!EngineUnderTest.isPodman()) {
      run.addAll(List.of("--ulimit", "nofile=20000:20000", "--ulimit", "nproc=1000:1000"));
    }
    run.addAll(List.of(image, commandLine));
    return CommandLine.of(podman.command()).with(run).run();
  }

  @Test
  void the_program_of_a_privileged_container_has_no_privilege() throws Exception {
    Ended ended = run("id; cat /proc/self/status");

    assertThat(ended.orThrow())
        .contains("uid=10001", "gid=10001")
        .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000")
        .contains("NoNewPrivs:\t1");
  }

  @Test
  void a_privileged_container_is_locked_and_records() throws Exception {
    // The sink of look-ups, on loopback: no packet leaves.
    Ended ended = run("busybox nc 127.0.0.53 80 </dev/null || exit 7");

    assertThat(ended.exitCode()).isEqualTo(7);
    assertThat(ended.said()).containsExactly("sandbox: blocked out tcp 127.0.0.53:80, 1 packet");
  }
}
