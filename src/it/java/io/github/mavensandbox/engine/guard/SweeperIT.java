package io.github.mavensandbox.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.engine.cli.TestImage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SweeperIT {

  private static final Instant PAST = Instant.now().minus(Duration.ofHours(1));
  private static final Instant FUTURE = Instant.now().plus(Duration.ofHours(1));

  private static ContainerEngine engine;
  private static TestImage image;

  private final Owner self = ProcessTable.ofThisMachine().self().orElseThrow();
  private final List<String> created = new ArrayList<>();

  @BeforeAll
  static void makeImage() throws Exception {
    engine = new EngineLocator().locate(EngineUnderTest.program(), List.of());
    image = new TestImage(engine);
  }

  @AfterEach
  void removeContainers() throws Exception {
    for (String id : created) {
      engine.remove(id);
    }
  }

  @AfterAll
  static void removeImage() throws Exception {
    image.close();
  }

  private String container(Map<String, String> labels) throws Exception {
    String id =
        engine.create(
            ContainerSpec.of(
                image.reference(),
                ContainerGuard.newName("sweep"),
                Program.of(List.of(), Map.of())),
            labels);
    created.add(id);
    return id;
  }

  private String container(Owner owner, Instant deadline) throws Exception {
    return container(new Ownership(Optional.of(owner), deadline).labels());
  }

  private boolean isThere(String id) throws Exception {
    return engine.containersWithLabel(Ownership.DEADLINE_LABEL).stream()
        .anyMatch(found -> found.id().equals(id));
  }

  /** A process of before: its number may be in use again, its start is not. */
  private Owner gone() {
    return new Owner(
        self.uid(), self.pid(), self.startTicks() - 1, self.bootId(), self.pidNamespace());
  }

  private Owner elsewhere() {
    return new Owner(
        self.uid(), self.pid(), self.startTicks(), self.bootId(), self.pidNamespace() + 1);
  }

  @Test
  void a_dead_builds_container_is_removed() throws Exception {
    String id = container(gone(), FUTURE);

    new Sweeper(engine).sweep();

    assertThat(isThere(id)).isFalse();
  }

  @Test
  void a_live_builds_container_stays_even_after_its_deadline() throws Exception {
    String id = container(self, PAST);

    assertThat(new Sweeper(engine).sweep()).doesNotContain(id);

    assertThat(isThere(id)).isTrue();
  }

  @Test
  void a_container_from_elsewhere_stays_until_its_deadline() throws Exception {
    String id = container(elsewhere(), FUTURE);

    assertThat(new Sweeper(engine).sweep()).doesNotContain(id);

    assertThat(isThere(id)).isTrue();
  }

  @Test
  void a_container_from_elsewhere_is_removed_after_its_deadline() throws Exception {
    String id = container(elsewhere(), PAST);

    new Sweeper(engine).sweep();

    assertThat(isThere(id)).isFalse();
  }

  @Test
  void a_container_that_no_build_made_stays() throws Exception {
    String id = container(Map.of(Ownership.DEADLINE_LABEL, "yesterday"));

    new Sweeper(engine).sweep();

    assertThat(isThere(id)).isTrue();
  }
}
