package io.github.mavensandbox.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorTest {

  private static final BlockedEndpoint WEB =
      Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3);

  @TempDir Path folder;

  @Test
  void tellsOfAllModulesInTheOrderOfTheBuild() throws IOException {
    Reactor reactor = reactor("g:a:1", "g:b:1");
    reactor.add(module("g:b:1", WEB));
    reactor.add(module("g:a:1", WEB));

    assertThat(json().get("modules"))
        .extracting(module -> module.get("module").textValue())
        .containsExactly("g:a:1", "g:b:1");
    assertThat(json().at("/modules/1/runs/0/violations")).hasSize(1);
    assertThat(json().get("notChecked")).isEmpty();
    assertThat(page()).contains("<h1>2 violations of the policy</h1>", "g:a:1, g:b:1");
    assertThat(new ObjectMapper().readTree(file("reactor.sarif").toFile()).at("/runs/0/results"))
        .hasSize(2);
  }

  @Test
  void namesTheModulesOfWhichNothingIsKnownAndDoesNotSpeakForThem() throws IOException {
    reactor("g:a:1", "g:b:1").add(module("g:a:1"));

    assertThat(json().at("/notChecked/0").textValue()).isEqualTo("g:b:1");
    assertThat(page())
        .contains(
            "<h1>Nothing was blocked in the modules that were checked</h1>",
            "<header class=\"nothing\">",
            "g:b:1");
  }

  @Test
  void aModuleThatIsCheckedAgainIsToldOfOnce() throws IOException {
    Reactor reactor = reactor("g:a:1", "g:b:1");
    reactor.add(module("g:a:1", WEB));
    reactor.add(module("g:a:1"));

    assertThat(json().get("modules")).hasSize(1);
    assertThat(json().at("/modules/0/runs/0/violations")).isEmpty();
  }

  @Test
  void writesAgainWhatTheRootHasCleaned() throws IOException {
    Reactor reactor = reactor("g:a:1", "g:b:1");
    reactor.write();
    assertThat(folder).isEmptyDirectory();
    reactor.add(module("g:a:1", WEB));
    Files.delete(file("reactor.html"));

    reactor.write();

    assertThat(page()).contains("1 violation of the policy");
  }

  @Test
  void modulesThatAreCheckedAtTheSameTimeAreAllInIt() throws Exception {
    String[] modules = IntStream.range(0, 16).mapToObj("g:m%d:1"::formatted).toArray(String[]::new);
    Reactor reactor = reactor(modules);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> checks =
          List.of(modules).stream()
              .<Callable<Void>>map(
                  name ->
                      () -> {
                        reactor.add(module(name, WEB));
                        return null;
                      })
              .toList();
      for (Future<Void> check : threads.invokeAll(checks)) {
        check.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(json().get("modules")).hasSize(16);
    assertThat(page()).contains("16 violations");
  }

  private Reactor reactor(String... modules) {
    return new Reactor(folder, List.of(modules));
  }

  private static ModuleReport module(String name, BlockedEndpoint... endpoints) {
    return new ModuleReport(name, Callers.report(endpoints).report(), Callers.NO_SOURCES);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(file("reactor.json").toFile());
  }

  private String page() throws IOException {
    return Files.readString(file("reactor.html"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
