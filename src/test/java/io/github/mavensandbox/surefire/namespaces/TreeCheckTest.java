package io.github.mavensandbox.surefire.namespaces;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCheckTest {

  private Path tree;
  private int group;

  @BeforeEach
  void makeTree(@TempDir Path folder) throws Exception {
    tree = Files.createDirectories(folder.resolve("a project")).toRealPath();
    group = (Integer) Files.getAttribute(tree, "unix:gid");
  }

  @Test
  void finds_a_mount_below_a_folder() {
    TreeCheck check = check(tree.resolve("data"));

    assertThatThrownBy(() -> check.refuseMounts(tree))
        .isInstanceOf(NoNamespacesException.class)
        .hasMessage(
            "%s/data is a file system of its own in %s; unmount it, or move one of the two"
                .formatted(tree, tree));
  }

  @Test
  void takes_a_folder_that_is_a_mount_or_has_one_beside_it() {
    TreeCheck check = check(tree, tree.resolveSibling("a project 2"), tree.getParent());

    assertThatCode(() -> check.refuseMounts(tree)).doesNotThrowAnyException();
  }

  @Test
  void passes_over_a_mount_whose_name_no_path_of_java_has() {
    TreeCheck check =
        TreeCheck.of(List.of("36 35 98:0 / /mnt/\\000 rw - ext4 /dev/root rw"), group);

    assertThatCode(() -> check.refuseMounts(tree)).doesNotThrowAnyException();
  }

  @Test
  void finds_a_folder_of_another_group() throws Exception {
    Path data = Files.createDirectory(tree.resolve("data"));
    TreeCheck check = TreeCheck.of(List.of(), group + 1);

    assertThatThrownBy(() -> check.refuseOtherGroups(tree))
        .isInstanceOf(NoNamespacesException.class)
        .hasMessage(
            "%s belongs to group %d, and not to the user's own, %d; run chgrp -R %d %s"
                .formatted(tree, group, group + 1, group + 1, tree));
    assertThatCode(() -> TreeCheck.of(List.of(), group).refuseOtherGroups(tree))
        .doesNotThrowAnyException();
    assertThatCode(() -> TreeCheck.of(List.of(), group).refuseOtherGroups(data))
        .doesNotThrowAnyException();
  }

  private TreeCheck check(Path... mounts) {
    return TreeCheck.of(
        List.of(mounts).stream()
            .map(path -> path.toString().replace(" ", "\\040"))
            .map(path -> "36 35 98:0 / " + path + " rw,noatime - ext4 /dev/root rw")
            .toList(),
        group);
  }
}
