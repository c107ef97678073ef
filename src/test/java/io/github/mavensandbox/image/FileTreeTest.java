package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileTreeTest {

  private final FileTree tree = new FileTree();

  @Test
  void aFileNeedsTheModeToBeExecuted() {
    tree.add(List.of(program("usr/bin/java"), data("usr/bin/readme"), directory("usr/bin/dir")));

    assertThat(tree.isExecutable("/usr/bin/java")).isTrue();
    assertThat(tree.isExecutable("/usr/bin/readme")).isFalse();
    assertThat(tree.isExecutable("/usr/bin/dir")).isFalse();
    assertThat(tree.isExecutable("/usr/bin/none")).isFalse();
  }

  @Test
  void linksAreFollowedAcrossLayersAndDirectories() {
    tree.add(List.of(link("bin", "usr/bin"), program("usr/lib/jvm/17/bin/java")));
    tree.add(
        List.of(
            link("usr/bin/java", "/etc/alternatives/java"),
            link("etc/alternatives/java", "../../usr/lib/jvm/default/bin/java"),
            link("usr/lib/jvm/default", "17")));

    assertThat(tree.isExecutable("/bin/java")).isTrue();
  }

  @Test
  void aHardLinkIsTheFileItself() {
    tree.add(List.of(program("opt/java"), link("usr/bin/java", "/opt/java")));

    assertThat(tree.isExecutable("/usr/bin/java")).isTrue();
  }

  @Test
  void linksInACircleLeadNowhere() {
    tree.add(List.of(link("a", "b"), link("b", "a"), link("self", "self/x")));

    assertThat(tree.isExecutable("/a")).isFalse();
    assertThat(tree.isExecutable("/self")).isFalse();
  }

  @Test
  void aLinkOutOfTheRootStaysInIt() {
    tree.add(List.of(program("java"), link("bin/java", "../../../java")));

    assertThat(tree.isExecutable("/bin/java")).isTrue();
  }

  @Test
  void aWhiteoutHidesAFileAndAllThatIsBelowIt() {
    tree.add(List.of(program("usr/bin/java"), program("opt/jdk/bin/java"), program("opt/jdk2")));
    tree.add(List.of(data("usr/bin/.wh.java"), data("opt/.wh.jdk")));

    assertThat(tree.isExecutable("/usr/bin/java")).isFalse();
    assertThat(tree.isExecutable("/opt/jdk/bin/java")).isFalse();
    assertThat(tree.isExecutable("/opt/jdk2")).isTrue();
  }

  @Test
  void anOpaqueDirectoryHidesWhatLowerLayersHaveInItButNotItsOwn() {
    tree.add(List.of(program("opt/old/java"), program("opt/java")));
    tree.add(List.of(program("opt/new/java"), data("opt/.wh..wh..opq")));

    assertThat(tree.isExecutable("/opt/old/java")).isFalse();
    assertThat(tree.isExecutable("/opt/java")).isFalse();
    assertThat(tree.isExecutable("/opt/new/java")).isTrue();
  }

  @Test
  void aFileThatReplacesADirectoryHidesWhatWasInIt() {
    tree.add(List.of(directory("opt/jdk"), program("opt/jdk/java")));
    tree.add(List.of(data("opt/jdk")));

    assertThat(tree.isExecutable("/opt/jdk/java")).isFalse();
  }

  private static FileTree.Entry program(String path) {
    return new FileTree.Entry(path, false, null, true);
  }

  private static FileTree.Entry data(String path) {
    return new FileTree.Entry(path, false, null, false);
  }

  private static FileTree.Entry directory(String path) {
    return new FileTree.Entry(path, true, null, true);
  }

  private static FileTree.Entry link(String path, String target) {
    return new FileTree.Entry(path, false, target, true);
  }
}
