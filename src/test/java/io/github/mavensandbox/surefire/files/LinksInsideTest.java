package io.github.mavensandbox.surefire.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksInsideTest {

  @TempDir private Path temporary;
  private Path app;
  private Path lib;

  @BeforeEach
  void makeModules() throws IOException {
    app = Files.createDirectories(temporary.toRealPath().resolve("root/app"));
    lib = Files.createDirectory(app.resolveSibling("lib"));
    Files.createFile(lib.resolve("a"));
  }

  private Path link(Path link, String target) throws IOException {
    return Files.createSymbolicLink(link, Path.of(target));
  }

  private boolean leadsToFile(Path link) throws IOException {
    return LinksInside.of(List.of(app, lib)).leadsToFile(link);
  }

  @Test
  void fromOneModuleToAnother() throws Exception {
    assertThat(leadsToFile(link(app.resolve("relative"), "../lib/a"))).isTrue();
    assertThat(leadsToFile(link(app.resolve("absolute"), lib + "/a"))).isTrue();
    assertThat(leadsToFile(link(app.resolve("chain"), "relative"))).isTrue();
    assertThat(leadsToFile(link(app.resolve("dangling"), "../lib/b"))).isFalse();
    assertThat(leadsToFile(link(app.resolve("folder"), "../lib"))).isFalse();
    assertThat(leadsToFile(link(app.resolve("self"), "self"))).isFalse();
  }

  /** The parent of a folder is where the folder is, not the link to it. */
  @Test
  void twoDotsAfterALinkGoByTheFileSystem() throws Exception {
    Files.createDirectories(lib.resolve("deep/er"));
    link(app.resolve("folder"), "../lib/deep/er");

    assertThat(leadsToFile(link(app.resolve("file"), "folder/../../a"))).isTrue();
  }

  @Test
  void byThePathThatIsGivenWhereLinksLeadToTheModule() throws Exception {
    Path given = link(temporary.resolve("given"), app.toString());
    link(app.resolve("link"), given + "/a");
    Files.createFile(app.resolve("a"));

    assertThat(LinksInside.of(List.of(given)).leadsToFile(given.resolve("link"))).isTrue();
  }

  @Test
  void neverThroughAnotherPlaceEvenWhereThatLeadsBack() throws Exception {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    link(outside.resolve("back"), lib.toString());
    link(app.resolve("away"), outside.toString());

    assertThat(leadsToFile(link(app.resolve("absolute"), outside + "/back/a"))).isFalse();
    assertThat(leadsToFile(link(app.resolve("relative"), "../../outside/back/a"))).isFalse();
    assertThat(leadsToFile(link(app.resolve("chain"), "away/back/a"))).isFalse();
  }
}
