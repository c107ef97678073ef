package io.github.mavensandbox.surefire.namespaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountsTest {

  @Test
  void a_repository_behind_a_link_is_linked_once_with_all_that_is_in_it(@TempDir Path folder)
      throws Exception {
    Path there = folder.toRealPath();
    Path repository = Files.createDirectories(there.resolve("disk/repository"));
    Files.writeString(repository.resolve("a.jar"), "");
    Files.writeString(repository.resolve("b.jar"), "");
    Path link = Files.createSymbolicLink(there.resolve("link"), repository);
    Mounts mounts = new Mounts(there.resolve("empty"));

    mounts.read(link);
    mounts.read(link.resolve("a.jar"));
    mounts.read(link.resolve("b.jar"));

    assertThat(links(mounts)).containsExactly(repository + " < " + link);
  }

  @Test
  void a_file_behind_a_link_of_its_own_is_linked(@TempDir Path folder) throws Exception {
    Path there = folder.toRealPath();
    Path file = Files.writeString(there.resolve("a.jar"), "");
    Path link = Files.createSymbolicLink(there.resolve("link.jar"), file);
    Mounts mounts = new Mounts(there.resolve("empty"));

    mounts.read(link);
    mounts.read(link);

    assertThat(links(mounts)).containsExactly(file + " < " + link);
  }

  private static List<String> links(Mounts mounts) {
    List<String> words = mounts.words();
    return IntStream.range(0, words.size())
        .filter(i -> words.get(i).equals("--symlink"))
        .mapToObj(i -> words.get(i + 1) + " < " + words.get(i + 2))
        .toList();
  }
}
